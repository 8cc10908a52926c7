#pragma once

#include "figures.h"
#include "theme.h"

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QListView>
#include <QWidget>

#include <vector>

class GoodsFeed;
class LatencyMeter;
class ResultModel;
class TextLabel;

/// What the search found, over the grid: the tiles below stay where they are. Enter or a tap sells.
/// Owned by the sell screen; main thread.
class SearchResults final : public QWidget
{
    Q_OBJECT
public:
    SearchResults(const Theme &theme, const GoodsFeed &goods, LatencyMeter &meter,
                  QWidget *parent = nullptr);
    ~SearchResults() override;

    void setFigures(const Figures &figures);
    void setRowHeight(int px);
    void search(const QString &text);
    void move(int by); ///< The marked row, up or down.
    void sellMarked();
    int count() const;

signals:
    void chosen(qint64 product);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class List;

    void place();

    const Theme &m_theme;
    ResultModel *m_model;
    List *m_list;
    TextLabel *m_head;
};

/// Rows of a search. Owned by the results; main thread.
class ResultModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit ResultModel(const GoodsFeed &goods, QObject *parent = nullptr);

    void setFigures(const Figures &figures) { m_figures = figures; }
    void show(std::vector<qint64> products);
    qint64 productAt(const QModelIndex &index) const;
    const GoodsFeed &goods() const { return m_goods; }
    const Figures &figures() const { return m_figures; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    const GoodsFeed &m_goods;
    Figures m_figures;
    std::vector<qint64> m_products;
};
