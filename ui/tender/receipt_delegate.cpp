#include "receipt_delegate.h"

#include "face.h"
#include "receipt_list_model.h"
#include "row_ground.h"
#include "tender_words.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

ReceiptDelegate::ReceiptDelegate(const Theme &theme, const ReceiptListModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

ReceiptDelegate::Words ReceiptDelegate::wordsOf(int row) const
{
    const Receipt *receipt = m_model.receiptAt(row);
    if (!receipt)
        return {};
    const QDateTime local = receipt->soldAt.toTimeZone(m_zone);
    return {.number = TenderWords::receiptNumber(*receipt),
            .sum = m_figures.money(receipt->total),
            .when = m_figures.locale().toString(local.date(), u"d MMM"_s) + u' '
                + m_figures.clock(local.time()),
            .mark = receipt->kind == ReceiptKind::Refund ? tr("Refund") : QString()};
}

bool ReceiptDelegate::fits(int row, int width) const
{
    const Words words = wordsOf(row);
    const QFontMetricsF line(m_theme.font(Style::LineSum));
    const QFontMetricsF small(m_theme.font(Style::Caption));
    const qreal room = width - 2.0 * side() - m_theme.unit(2);
    return line.horizontalAdvance(words.number + words.sum) <= room
        && small.horizontalAdvance(words.when + words.mark) <= room;
}

QSize ReceiptDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                                const QModelIndex & /*index*/) const
{
    const qreal words = QFontMetricsF(m_theme.font(Style::LineSum)).height()
        + QFontMetricsF(m_theme.font(Style::Caption)).height();
    return {1, std::max(m_least, int(std::ceil(words)) + m_theme.unit(3))};
}

void ReceiptDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Words words = wordsOf(index.row());
    painter->save();
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    paintRowGround(*painter, m_theme, option.rect, chosen);
    const QFont line = m_theme.font(Style::LineSum, Weight::Bold);
    const QFont small = m_theme.font(Style::Caption);
    const qreal lineHeight = QFontMetricsF(line).height();
    const qreal smallHeight = QFontMetricsF(small).height();
    const qreal top = option.rect.top() + (option.rect.height() - lineHeight - smallHeight) / 2.0;
    const QRectF first(option.rect.left() + side(), top, option.rect.width() - 2 * side(),
                       lineHeight);
    const QRectF second(first.left(), first.bottom(), first.width(), smallHeight);
    painter->setFont(line);
    painter->setPen(m_theme.color(Role::Ink));
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, words.number);
    painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, words.sum);
    painter->setFont(small);
    painter->setPen(m_theme.color(Role::Ink2));
    painter->drawText(second, Qt::AlignLeft | Qt::AlignVCenter, words.when);
    painter->setPen(m_theme.color(Role::Danger));
    painter->drawText(second, Qt::AlignRight | Qt::AlignVCenter, words.mark);
    if (option.state.testFlag(QStyle::State_HasFocus) && m_theme.showsFocus())
        paintFocusRing(*painter, QRectF(option.rect).adjusted(5, 5, -5, -5), 0,
                       m_theme.color(Role::Focus));
    painter->restore();
}
