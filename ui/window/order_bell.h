#pragma once

#include "chime.h"
#include "order_times.h"

#include <QObject>

class OrdersBoard;
class TopBar;

/// Says at the top bar how many orders are new and which raise their hand, and rings when there is
/// one more of either. Owned by the sheets; main thread.
class OrderBell final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderBell)
public:
    OrderBell(OrdersBoard &board, TopBar &bar, QObject *parent);

    void setVolume(ChimeVolume volume) { m_chime.setVolume(volume); }

private:
    void showCount(int count);
    void showHands(const RaisedHands &hands);

    TopBar &m_bar;
    Chime m_chime;
    int m_count = 0;
    int m_hands = 0;
};
