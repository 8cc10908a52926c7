#include "list_row_delegate.h"

#include "face.h"
#include "list_rows.h"
#include "name_layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace {
constexpr qreal leastHeightMm = 12;
constexpr int wrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr qreal endless = 1e5;

const ListRow *rowOf(const QModelIndex &index)
{
    const auto *model = qobject_cast<const ListRowModel *>(index.model());
    return model ? model->rowAt(index) : nullptr;
}
}

ListRowDelegate::ListRowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void ListRowDelegate::setWidth(int px)
{
    m_width = px;
}

qreal ListRowDelegate::figureWidth(const ListRow &row) const
{
    if (row.figure.isEmpty())
        return 0;
    return QFontMetricsF(figureFont()).horizontalAdvance(row.figure) + m_theme.unit(3);
}

qreal ListRowDelegate::wordsWidth(const ListRow &row) const
{
    return m_width - 2 * padding() - figureWidth(row);
}

QRectF ListRowDelegate::textRect(const QString &text, const QFont &font, qreal width)
{
    if (text.isEmpty())
        return {};
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, endless), wrapped, text);
}

bool ListRowDelegate::fits(const ListRow &row) const
{
    const qreal width = wordsWidth(row);
    return textRect(row.name, nameFont(), width).width() <= width
        && textRect(row.second, secondFont(), width).width() <= width;
}

QSize ListRowDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                                const QModelIndex &index) const
{
    const ListRow *row = rowOf(index);
    if (!row)
        return {};
    const qreal width = wordsWidth(*row);
    const qreal words = textRect(row->name, nameFont(), width).height()
        + textRect(row->second, secondFont(), width).height();
    const int height = qRound(words) + 2 * m_theme.unit(2);
    return {1, std::max(height, qRound(m_theme.px(leastHeightMm)))};
}

void ListRowDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option) const
{
    const QRectF row = option.rect;
    painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1),
                     m_theme.color(Role::Line));
    const bool current = option.state & QStyle::State_HasFocus;
    if (!current || !m_theme.showsFocus())
        return; // Fingers need no current row.
    painter.fillRect(row, m_theme.color(Role::AccentTint));
    if (m_theme.isContrast()) {
        painter.setPen(QPen(m_theme.color(Role::Ink), 3));
        painter.drawRect(row.adjusted(1, 1, -2, -2));
    }
    paintFocusRing(painter, row.adjusted(focusRoom, focusRoom, -focusRoom, -focusRoom),
                   m_theme.radius(), m_theme.color(Role::Focus));
}

void ListRowDelegate::paintWords(QPainter &painter, const QRectF &row, const ListRow &content) const
{
    const QRectF inner = row.adjusted(padding(), 0, -padding(), 0);
    const qreal width = wordsWidth(content);
    const qreal nameHeight = textRect(content.name, nameFont(), width).height();
    const qreal secondHeight = textRect(content.second, secondFont(), width).height();
    QRectF box(inner.left(), inner.top() + (inner.height() - nameHeight - secondHeight) / 2, width,
               nameHeight);
    painter.setFont(nameFont());
    painter.setPen(m_theme.color(Role::Ink));
    painter.drawText(box, wrapped, content.name);
    box.translate(0, nameHeight);
    box.setHeight(secondHeight);
    const bool danger = content.tone == ListRow::Tone::Danger;
    painter.setFont(secondFont());
    painter.setPen(m_theme.color(danger ? Role::Danger : Role::Ink2));
    painter.drawText(box, wrapped, content.second);
    painter.setFont(figureFont());
    painter.setPen(m_theme.color(Role::Ink));
    paintLine(painter, inner, Qt::AlignRight, content.figure);
}

void ListRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const ListRow *row = rowOf(index);
    if (!row)
        return;
    painter->save();
    paintGround(*painter, option);
    paintWords(*painter, option.rect, *row);
    painter->restore();
}
