#include "card_list.h"

#include "theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace {
constexpr qreal dragMm = 4; // A finger is not a pin.

/// The place of the key that takes something away; -1 = none.
int askingKey(const OrderCard &card)
{
    const auto found = std::ranges::find_if(card.keys, [](const CardKey &key) {
        return key.look == CardKey::Look::Danger || key.look == CardKey::Look::DangerFilled;
    });
    return found == card.keys.end() ? -1 : int(found - card.keys.begin());
}
}

CardList::CardList(const Theme &theme, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_delegate(new CardDelegate(theme, m_model, this))
{
    setModel(&m_model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setResizeMode(QListView::Adjust);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // A finger drags; cards never narrow.
    setAutoScroll(false);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, this, &CardList::restyle);
    connect(&theme.keyboard(), &KeyboardUse::changed, viewport(), qOverload<>(&QWidget::update));
}

void CardList::restyle()
{
    m_delegate->forget();
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void CardList::setCards(const std::vector<OrderCard> &cards)
{
    if (m_model.cards() == cards)
        return;
    const int key = focusedKey();
    const qint64 held = key < 0 ? 0 : currentCard()->publicId;
    m_model.setCards(cards);
    if (hasFocus() && !currentIndex().isValid())
        setCurrentIndex(m_model.index(0));
    // A key that asked has other words now, and another act.
    const bool same = held != 0 && currentCard() && currentCard()->publicId == held;
    focusKey(same ? key : -1);
    scheduleDelayedItemsLayout(); // Cards may have grown.
}

QRect CardList::keyRect(qint64 publicId, CardAct act) const
{
    const QModelIndex index = m_model.indexOf(publicId);
    const OrderCard *card = m_model.cardAt(index);
    if (!card)
        return {};
    const QRectF place = m_delegate->cardRect(visualRect(index));
    for (const CardLayout::Key &key : m_delegate->layoutOf(*card).keys) {
        if (key.key.act == act)
            return key.rect.translated(place.topLeft()).toRect();
    }
    return {};
}

bool CardList::textFits() const
{
    return std::ranges::all_of(
        m_model.cards(), [this](const OrderCard &card) { return m_delegate->layoutOf(card).fits; });
}

std::optional<CardSpot> CardList::spotAt(const QPoint &where) const
{
    const QModelIndex index = indexAt(where);
    const OrderCard *card = m_model.cardAt(index);
    if (!card)
        return std::nullopt;
    const QRectF rect = m_delegate->cardRect(visualRect(index));
    const CardLayout::Key *key = m_delegate->layoutOf(*card).keyAt(where - rect.topLeft());
    return key ? std::optional(CardSpot {card->publicId, key->key.act}) : std::nullopt;
}

void CardList::press(const std::optional<CardSpot> &spot)
{
    m_pressed = spot;
    m_delegate->setPressed(spot);
    viewport()->update();
}

void CardList::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->position().toPoint();
    m_scrolledFrom = verticalScrollBar()->value();
    m_dragging = false;
    const QModelIndex index = indexAt(m_pressedAt);
    if (index.isValid())
        setCurrentIndex(index);
    press(spotAt(m_pressedAt));
}

void CardList::mouseDoubleClickEvent(QMouseEvent *event)
{
    mousePressEvent(event);
}

void CardList::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton))
        return;
    const QPoint way = event->position().toPoint() - m_pressedAt;
    if (!m_dragging && way.manhattanLength() > m_theme.px(dragMm)) {
        m_dragging = true;
        press(std::nullopt);
    }
    if (m_dragging)
        verticalScrollBar()->setValue(m_scrolledFrom - way.y());
}

void CardList::mouseReleaseEvent(QMouseEvent *event)
{
    const std::optional<CardSpot> pressed = m_pressed;
    press(std::nullopt);
    const bool dragged = std::exchange(m_dragging, false);
    if (event->button() != Qt::LeftButton || !pressed || dragged)
        return;
    if (spotAt(event->position().toPoint()) == pressed)
        emit acted(pressed->publicId, pressed->act);
}

int CardList::focusedKey() const
{
    const OrderCard *card = currentCard();
    if (!card || !m_focused)
        return -1;
    const auto found = std::ranges::find_if(
        card->keys, [this](const CardKey &key) { return key.act == *m_focused; });
    return found == card->keys.end() ? -1 : int(found - card->keys.begin());
}

void CardList::focusKey(int key)
{
    const OrderCard *card = currentCard();
    m_focused.reset();
    if (card && key >= 0 && key < int(card->keys.size()))
        m_focused = card->keys[size_t(key)].act;
    m_delegate->setFocusedAct(m_focused);
    viewport()->update();
}

/// Through the keys of a card whose More is open; false at either end.
bool CardList::moveWithinCard(int step)
{
    const OrderCard *card = currentCard();
    if (!card || card->keys.size() <= 2)
        return false;
    const int key = focusedKey() + step;
    if (key < -1 || key >= int(card->keys.size()))
        return false;
    focusKey(key);
    return true;
}

void CardList::moveTo(QKeyEvent *event)
{
    QListView::keyPressEvent(event);
    focusKey(-1);
    scrollTo(currentIndex());
}

/// Enter: the key that has the keyboard, else the one that moves the order on.
void CardList::actOnCurrent(const QKeyEvent &event)
{
    const OrderCard *card = currentCard();
    if (card && !event.isAutoRepeat())
        emit acted(card->publicId, card->keys.at(size_t(std::max(0, focusedKey()))).act);
}

/// Del: opens the card and asks; once more does it.
void CardList::giveUp()
{
    const OrderCard *card = currentCard();
    if (!card)
        return;
    const qint64 publicId = card->publicId;
    if (const int key = askingKey(*card); key >= 0)
        emit acted(publicId, card->keys[size_t(key)].act);
    else
        emit giveUpAsked(publicId);
    card = currentCard(); // Made anew by now.
    if (card && card->publicId == publicId)
        focusKey(askingKey(*card));
}

void CardList::keyPressEvent(QKeyEvent *event)
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!moveWithinCard(event->key() == Qt::Key_Up ? -1 : 1))
            moveTo(event);
        break;
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        moveTo(event);
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        emit sideAsked((event->key() == Qt::Key_Left) != mirrored ? Side::Left : Side::Right);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        actOnCurrent(*event);
        break;
    case Qt::Key_Space:
    case Qt::Key_Menu:
        if (const OrderCard *card = currentCard(); card && !event->isAutoRepeat())
            emit acted(card->publicId, CardAct::More);
        break;
    case Qt::Key_Delete:
        if (!event->isAutoRepeat())
            giveUp();
        break;
    default:
        event->ignore(); // Letters and digits search, Esc goes back.
    }
}

void CardList::takeFocus(int y)
{
    setFocus(Qt::OtherFocusReason);
    QModelIndex nearest = m_model.index(0);
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto distance = [y](const QRect &rect) { return qAbs(rect.center().y() - y); };
        const QModelIndex index = m_model.index(row);
        if (distance(visualRect(index)) < distance(visualRect(nearest)))
            nearest = index;
    }
    setCurrentIndex(nearest);
    scrollTo(nearest);
}

int CardList::focusY() const
{
    return currentCard() ? visualRect(currentIndex()).center().y() : height() / 2;
}

void CardList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    focusKey(-1);
}

void CardList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid())
        setCurrentIndex(m_model.index(0));
}

void CardList::resizeEvent(QResizeEvent *event)
{
    m_delegate->setWidth(viewport()->width());
    QListView::resizeEvent(event);
}

/// How far the column is scrolled is painted beside the cards: a bar would narrow them.
void CardList::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    const QScrollBar *bar = verticalScrollBar();
    if (bar->maximum() <= 0)
        return;
    const qreal whole = bar->maximum() + bar->pageStep();
    const qreal height = viewport()->height();
    const qreal length = std::max<qreal>(m_theme.px(9), height * bar->pageStep() / whole);
    const qreal top = (height - length) * bar->value() / bar->maximum();
    const qreal wide = m_theme.gap() / 2.0;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Role::Ink2));
    painter.drawRoundedRect(QRectF(viewport()->width() - wide * 1.5, top, wide, length), wide / 2,
                            wide / 2);
}
