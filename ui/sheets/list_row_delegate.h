#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

struct ListRow;

/// Paints the rows of a RowList; each is as high as its words need at the list's width. Owned by
/// the list, main thread.
class ListRowDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListRowDelegate)
public:
    ListRowDelegate(const Theme &theme, QObject *parent);

    void setWidth(int px); ///< Of the list's inside.
    bool fits(const ListRow &row) const; ///< No word is wider than its place.

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    int padding() const { return m_theme.unit(4); }
    QFont nameFont() const { return m_theme.font(Style::Line, Weight::Bold); }
    QFont secondFont() const { return m_theme.font(Style::Body); }
    QFont figureFont() const { return m_theme.font(Style::LineSum); }
    qreal figureWidth(const ListRow &row) const;
    qreal wordsWidth(const ListRow &row) const;
    static QRectF textRect(const QString &text, const QFont &font, qreal width);
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option) const;
    void paintWords(QPainter &painter, const QRectF &row, const ListRow &content) const;

    const Theme &m_theme;
    int m_width = 1;
};
