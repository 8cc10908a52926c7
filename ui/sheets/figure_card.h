#pragma once

#include "theme.h"

#include <QWidget>

#include <vector>

/// Rows of words and figures, such as a sum before and after: words at the left, figure at the
/// right, nothing cut off. Owned by its parent, main thread.
class FigureCard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FigureCard)
public:
    enum class Ground { Card, None };
    struct Row {
        QString words;
        QString figure;
        bool strong = false; ///< The one that counts.
    };

    FigureCard(const Theme &theme, Ground ground, QWidget *parent);

    void show(std::vector<Row> rows);
    const std::vector<Row> &rows() const { return m_rows; }
    bool textFits() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    int padding() const { return m_ground == Ground::Card ? m_theme.unit(4) : m_theme.unit(1); }
    QFont wordsFont(const Row &row) const;
    QFont figureFont(const Row &row) const;
    qreal widthOf(const Row &row) const;

    const Theme &m_theme;
    Ground m_ground;
    std::vector<Row> m_rows;
};
