#include "refund_delegate.h"

#include "face.h"
#include "refund_model.h"
#include "row_ground.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {
constexpr qreal countMm = 10.5;
}

RefundDelegate::RefundDelegate(const Theme &theme, const RefundModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

int RefundDelegate::lineHeight() const
{
    const qreal words = QFontMetricsF(m_theme.font(Style::Line)).height()
        + QFontMetricsF(m_theme.font(Style::Caption)).height();
    return std::max(m_least, int(std::ceil(words)) + m_theme.unit(3));
}

RefundDelegate::Places RefundDelegate::placesIn(const QRectF &line, const QString &figure) const
{
    const qreal count = m_theme.px(countMm);
    const qreal side = m_theme.unit(3);
    const qreal wide = QFontMetricsF(m_theme.font(Style::LineSum)).horizontalAdvance(figure) + 1;
    const qreal right = line.right() - side;
    return {.count = QRectF(line.left(), line.top(), count, line.height()),
            .words = QRectF(QPointF(line.left() + count, line.top()),
                            QPointF(right - wide - m_theme.unit(2), line.bottom())),
            .amount = QRectF(right - wide, line.top(), wide, line.height())};
}

NameLayout RefundDelegate::squeezed(const QString &text, Style style, const QSizeF &room) const
{
    QFont font = m_theme.font(style, Weight::Regular);
    NameLayout layout = layOutName(text, font, room.width());
    while ((!layout.fits || layout.height() > room.height()) && font.pixelSize() > leastTextPx) {
        font = Theme::resized(font, font.pixelSize() - 1);
        layout = layOutName(text, font, room.width());
    }
    layout.fits = layout.fits && layout.height() <= room.height() + 0.5;
    return layout;
}

bool RefundDelegate::fits(int row, int width) const
{
    const RefundRow *shown = m_model.rowAt(row);
    if (!shown)
        return true;
    const QSizeF room = placesIn(QRectF(0, 0, width, lineHeight()), shown->amount).words.size();
    const QSizeF half(room.width(), room.height() / 2);
    return squeezed(shown->name, Style::Line, half).fits
        && squeezed(shown->detail, Style::Caption, half).fits;
}

QSize RefundDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                               const QModelIndex &index) const
{
    return {1, lineHeight() + (index.row() == m_chosen ? m_keys : 0)};
}

void RefundDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const RefundRow *row = m_model.rowAt(index.row());
    if (!row)
        return;
    painter->save();
    const QRectF whole = option.rect;
    paintRowGround(*painter, m_theme, whole, index.row() == m_chosen);
    const Places places =
        placesIn(QRectF(whole.topLeft(), QSizeF(whole.width(), lineHeight())), row->amount);
    const QColor ink = m_theme.color(row->spent ? Role::Ink2 : Role::Ink);
    painter->setFont(m_theme.font(Style::Line, Weight::Black));
    painter->setPen(ink);
    painter->drawText(places.count, Qt::AlignCenter | Qt::TextDontClip, row->chosen);
    const QSizeF half(places.words.width(), places.words.height() / 2);
    const NameLayout name = squeezed(row->name, Style::Line, half);
    const NameLayout detail = squeezed(row->detail, Style::Caption, half);
    QRectF box = places.words;
    box.setTop(box.top() + (box.height() - name.height() - detail.height()) / 2);
    name.paint(*painter, box);
    painter->setPen(m_theme.color(Role::Ink2));
    detail.paint(*painter, box.adjusted(0, name.height(), 0, 0));
    painter->setFont(m_theme.font(Style::LineSum));
    painter->setPen(ink);
    painter->drawText(places.amount, Qt::AlignRight | Qt::AlignVCenter, row->amount);
    if (option.state.testFlag(QStyle::State_HasFocus) && m_theme.showsFocus())
        paintFocusRing(*painter, whole.adjusted(5, 5, -5, -5), 0, m_theme.color(Role::Focus));
    painter->restore();
}
