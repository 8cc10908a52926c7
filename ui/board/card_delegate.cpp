#include "card_delegate.h"

#include "card_model.h"
#include "face.h"

#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
struct KeyColours {
    Role fill = Role::Raised;
    Role ink = Role::Ink;
};

KeyColours coloursOf(CardKey::Look look)
{
    switch (look) {
    case CardKey::Look::Plain:
        return {};
    case CardKey::Look::Accent:
        return {Role::Accent, Role::OnAccent};
    case CardKey::Look::Pay:
        return {Role::Pay, Role::OnPay};
    case CardKey::Look::PayOutline:
        return {Role::Surface, Role::Pay};
    case CardKey::Look::Danger:
        return {Role::Raised, Role::Danger};
    case CardKey::Look::DangerFilled:
        return {Role::Danger, Role::OnDanger};
    }
    Q_UNREACHABLE();
}

Face faceOf(const Theme &theme, CardKey::Look look, bool pressed)
{
    Face face = keyFace(theme);
    face.pressed = pressed;
    const QColor fill = theme.color(coloursOf(look).fill);
    face.fill = fill;
    switch (look) {
    case CardKey::Look::Plain:
    case CardKey::Look::Danger:
        if (pressed)
            face.fill = theme.color(Role::Sunk);
        break;
    case CardKey::Look::PayOutline:
        face.fill = pressed ? theme.color(Role::OkTint) : fill;
        face.border = theme.color(Role::Pay);
        face.borderWidth = 3;
        face.edge = QColor();
        break;
    case CardKey::Look::Pay:
        face.border = face.edge = theme.color(Role::PayEdge);
        if (pressed)
            face.borderWidth = 3;
        break;
    case CardKey::Look::Accent:
    case CardKey::Look::DangerFilled:
        face.border = face.edge = fill.darker(130);
        if (pressed)
            face.fill = fill.darker(118);
        break;
    }
    return face;
}
}

CardDelegate::CardDelegate(const Theme &theme, const CardModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{
}

void CardDelegate::setWidth(int width)
{
    if (m_width == width)
        return;
    m_width = width;
    forget();
}

QRectF CardDelegate::cardRect(const QRectF &place) const
{
    const int gap = m_theme.gap();
    return place.adjusted(gap, 0, -gap, -gap);
}

const CardLayout &CardDelegate::layoutOf(const OrderCard &card) const
{
    const auto known = m_layouts.constFind(card.publicId);
    if (known != m_layouts.constEnd() && known->card == card)
        return known->layout;
    if (m_layouts.size() > 2 * m_model.rowCount() + 100) // Those that left the column.
        m_layouts.clear();
    const qreal width = cardRect(QRectF(0, 0, m_width, m_width)).width();
    return m_layouts.insert(card.publicId, {card, layOutCard(m_theme, card, width)})->layout;
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem & /*option*/,
                             const QModelIndex &index) const
{
    const OrderCard *card = m_model.cardAt(index);
    return {1, card ? int(std::ceil(layoutOf(*card).height)) + m_theme.gap() : 0};
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const OrderCard *card = m_model.cardAt(index);
    if (!card)
        return;
    painter->save();
    const QRectF rect = cardRect(option.rect);
    paintCard(*painter, rect, *card);
    if (option.state.testFlag(QStyle::State_HasFocus) && m_theme.showsFocus())
        paintFocus(*painter, rect, *card);
    painter->restore();
}

void CardDelegate::paintCard(QPainter &painter, const QRectF &rect, const OrderCard &card) const
{
    Face face = keyFace(m_theme);
    face.fill = m_theme.color(Role::Surface);
    if (card.late) {
        face.border = m_theme.color(Role::Danger);
        face.borderWidth = 3;
        face.edge = QColor();
    }
    paintFace(painter, rect, face);
    painter.save();
    painter.translate(rect.topLeft());
    const CardLayout &layout = layoutOf(card);
    paintNote(painter, layout);
    for (const CardLayout::Text &text : layout.texts) {
        painter.setPen(m_theme.color(text.role));
        text.text.paint(painter, text.box);
    }
    if (!layout.badgeBox.isEmpty())
        paintBadge(painter, m_theme, layout.badgeBox, layout.badge);
    for (const CardLayout::Key &key : layout.keys)
        paintKey(painter, key, m_pressed == CardSpot {card.publicId, key.key.act});
    painter.restore();
}

void CardDelegate::paintNote(QPainter &painter, const CardLayout &layout) const
{
    if (layout.noteBox.isEmpty())
        return;
    Face face {.fill = m_theme.color(Role::InfoTint), .radius = qreal(m_theme.unit(1.5))};
    if (m_theme.isContrast()) {
        face.border = m_theme.color(Role::Info);
        face.borderWidth = 2;
    }
    paintFace(painter, layout.noteBox, face);
    painter.drawPixmap(layout.noteIcon.topLeft().toPoint(),
                       m_theme.icon(u"info"_s, m_theme.color(Role::Info),
                                    int(layout.noteIcon.width()),
                                    painter.device()->devicePixelRatioF(), Stroke::Strong));
}

void CardDelegate::paintKey(QPainter &painter, const CardLayout::Key &key, bool pressed) const
{
    const Face face = faceOf(m_theme, key.key.look, pressed);
    paintFace(painter, key.rect, face);
    const qreal drop = pressedDrop(face);
    const QColor ink = m_theme.color(coloursOf(key.key.look).ink);
    painter.setPen(ink);
    key.layout.text.paint(painter, key.layout.textBox.translated(0, drop),
                          Qt::AlignHCenter | Qt::AlignVCenter);
    if (!key.layout.icon.isEmpty())
        painter.drawPixmap(key.layout.icon.topLeft() + QPointF(0, drop),
                           m_theme.icon(key.key.icon, ink, qRound(key.layout.icon.width()),
                                        painter.device()->devicePixelRatioF()));
}

/// Around a key of the card, or inside the card: the neighbours' places are not ours to paint on.
void CardDelegate::paintFocus(QPainter &painter, const QRectF &rect, const OrderCard &card) const
{
    QRectF ring = rect.adjusted(focusRoom, focusRoom, -focusRoom, -focusRoom);
    for (const CardLayout::Key &key : layoutOf(card).keys) {
        if (m_focused == key.key.act)
            ring = key.rect.translated(rect.topLeft());
    }
    paintFocusRing(painter, ring, m_theme.radius() - 2, m_theme.color(Role::Focus));
}
