#include "row_delegate.h"

#include "theme.h"

#include <QPainter>

#include <algorithm>

RowDelegate::RowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const bool selected = option->state.testFlag(QStyle::State_Selected);
    option->font = m_theme.font(Style::Body, selected ? Weight::Bold : Weight::Regular);
    option->textElideMode = Qt::ElideNone;
    option->state.setFlag(QStyle::State_HasFocus, false);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!m_theme.isContrast() || !option.state.testFlag(QStyle::State_Selected))
        return;
    const QRect row = option.rect;
    const QColor ink = m_theme.color(Role::Ink);
    painter->fillRect(row.x(), row.y(), row.width(), 3, ink);
    painter->fillRect(row.x(), row.bottom() - 2, row.width(), 3, ink);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), qRound(m_theme.px(9)))};
}
