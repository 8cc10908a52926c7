#pragma once

#include "name_layout.h"

#include <QHash>
#include <QStyledItemDelegate>

class BasketModel;
class Theme;

/// Paints lines of the basket; the chosen one is taller and leaves room for its keys. Owned by the
/// basket panel; main thread.
class BasketDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    BasketDelegate(const Theme &theme, const BasketModel &model, QObject *parent = nullptr);

    void setHeights(int line, int chosen);
    void setChosen(int row) { m_chosen = row; }
    int chosenHeight() const { return m_chosenHeight; }
    int lineHeight() const { return m_lineHeight; }
    void forget() { m_names.clear(); }
    /// Whether all text of @p row is within @p width; for tests.
    bool fits(int row, int width) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Places;
    Places placesIn(const QRectF &line, const QString &sum) const;
    const NameLayout &nameOf(const QString &name, qreal width) const;

    const Theme &m_theme;
    const BasketModel &m_model;
    int m_lineHeight = 60;
    int m_chosenHeight = 136;
    int m_chosen = -1;
    mutable QHash<QString, NameLayout> m_names;
};
