#include "basket_delegate.h"

#include "basket_model.h"
#include "theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace {
// Of look.md, in mm.
constexpr qreal quantityMm = 10.5;
constexpr qreal sideMm = 2.4;
constexpr int barPx = 6;
constexpr int contrastBarPx = 8;
}

/// Where the parts of a line stand.
struct BasketDelegate::Places {
    QRectF quantity;
    QRectF name;
    QRectF sum;
};

BasketDelegate::BasketDelegate(const Theme &theme, const BasketModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

void BasketDelegate::setHeights(int line, int chosen)
{
    m_lineHeight = line;
    m_chosenHeight = chosen;
    forget();
}

BasketDelegate::Places BasketDelegate::placesIn(const QRectF &line, const QString &sum) const
{
    const qreal left = m_theme.px(quantityMm);
    const qreal side = m_theme.px(sideMm);
    const qreal sumWidth = QFontMetricsF(m_theme.font(Style::LineSum)).horizontalAdvance(sum) + 1;
    const QRectF inner = line.adjusted(left, 0, -side, 0);
    return {.quantity = QRectF(line.left(), line.top(), left, line.height()),
            .name = inner.adjusted(0, 0, -sumWidth - m_theme.unit(2), 0),
            .sum = QRectF(inner.right() - sumWidth, line.top(), sumWidth, line.height())};
}

/// One line where it fits, else two, else smaller in two: never cut off.
const NameLayout &BasketDelegate::nameOf(const QString &name, qreal width) const
{
    const QString key = name + QChar(u'\n') + QString::number(qRound(width));
    const auto known = m_names.constFind(key);
    if (known != m_names.constEnd())
        return *known;
    NameLayout layout = layOutName(name, m_theme.font(Style::Line), width);
    for (int px = m_theme.textPx(Style::Line) - 1;
         px >= leastTextPx && (!layout.fits || layout.height() > m_lineHeight); --px)
        layout = layOutName(name, Theme::resized(m_theme.font(Style::Line), px), width);
    return *m_names.insert(key, layout);
}

bool BasketDelegate::fits(int row, int width) const
{
    const BasketRow *shown = m_model.rowAt(m_model.index(row));
    if (!shown)
        return true;
    const Places places = placesIn(QRectF(0, 0, width, m_lineHeight), shown->sum);
    const QFontMetricsF small(m_theme.font(Style::Caption));
    return nameOf(shown->name, places.name.width()).fits
        && small.horizontalAdvance(shown->second) <= places.name.width();
}

QSize BasketDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                               const QModelIndex &index) const
{
    return {1, index.row() == m_chosen ? m_chosenHeight : m_lineHeight};
}

void BasketDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const BasketRow *row = m_model.rowAt(index);
    if (!row)
        return;
    painter->save();
    const QRectF whole = option.rect;
    const bool chosen = index.row() == m_chosen;
    if (chosen) {
        painter->fillRect(whole, m_theme.color(Role::AccentTint));
        const int bar = m_theme.isContrast() ? contrastBarPx : barPx;
        painter->fillRect(QRectF(whole.left(), whole.top(), bar, whole.height()),
                          m_theme.color(m_theme.isContrast() ? Role::Ink : Role::Accent));
        if (m_theme.isContrast()) {
            painter->setPen(QPen(m_theme.color(Role::Ink), 3));
            painter->drawRect(whole.adjusted(1, 1, -2, -2));
        }
    } else {
        painter->fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1),
                          m_theme.color(Role::Sunk));
    }
    const QRectF line(whole.left(), whole.top(), whole.width(), m_lineHeight);
    const Places places = placesIn(line, row->sum);

    painter->setFont(m_theme.font(Style::Line, row->several ? Weight::Black : Weight::Regular));
    painter->setPen(m_theme.color(row->several ? Role::Ink : Role::Ink2));
    painter->drawText(places.quantity, Qt::AlignCenter, row->quantity);

    painter->setPen(m_theme.color(Role::Ink));
    QRectF nameBox = places.name;
    if (!row->second.isEmpty()) {
        const QFontMetricsF small(m_theme.font(Style::Caption));
        const NameLayout &name = nameOf(row->name, nameBox.width());
        const qreal height = name.height() + small.height();
        nameBox.setTop(line.top() + (line.height() - height) / 2);
        nameBox.setHeight(name.height());
        const QRectF secondBox(nameBox.left(), nameBox.bottom(), nameBox.width(), small.height());
        painter->setFont(m_theme.font(Style::Caption));
        painter->setPen(m_theme.color(Role::Ink2));
        painter->drawText(secondBox, Qt::AlignLeft | Qt::AlignVCenter, row->second);
        painter->setPen(m_theme.color(Role::Ink));
    }
    nameOf(row->name, nameBox.width()).paint(*painter, nameBox, Qt::AlignLeft | Qt::AlignVCenter);

    painter->setFont(m_theme.font(Style::LineSum));
    painter->setPen(m_theme.color(Role::Ink));
    painter->drawText(places.sum, Qt::AlignRight | Qt::AlignVCenter, row->sum);
    painter->restore();
}
