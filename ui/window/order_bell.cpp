#include "order_bell.h"

#include "board_words.h"
#include "orders_board.h"
#include "sound_player.h"
#include "top_bar.h"

#include <QApplication>

OrderBell::OrderBell(OrdersBoard &board, TopBar &bar, QObject *parent)
    : QObject(parent)
    , m_bar(bar)
    , m_chime(makeSoundPlayer())
{
    connect(&board, &OrdersBoard::newCountChanged, this, &OrderBell::showCount);
    connect(&board, &OrdersBoard::handsChanged, this, &OrderBell::showHands);
    connect(&m_chime, &Chime::unheard, this, [] { QApplication::beep(); });
    showCount(board.newCount());
    showHands(board.hands());
}

void OrderBell::showCount(int count)
{
    m_bar.setNewOrders(count);
    if (count > std::exchange(m_count, count))
        m_chime.ring();
}

/// The bell has room for the worst of them.
void OrderBell::showHands(const RaisedHands &hands)
{
    m_bar.setUrgentOrders(BoardWords::worstHand(hands), BoardWords::hands(hands));
    if (hands.all() > std::exchange(m_hands, hands.all()))
        m_chime.ring();
}
