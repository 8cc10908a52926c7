#pragma once

#include "board_column.h"
#include "counter_frame.h"
#include "figures.h"
#include "open_orders.h"
#include "order_columns.h"
#include "sheet.h"

#include <QTimeZone>
#include <QTimer>
#include <QWidget>

#include <array>

class BoardTitle;
class Segment;
class TextField;

/// The orders of today in columns, below the top bar: one tap moves an order on, More cancels it.
/// Reads while it is visible; how many orders are new is always kept. Placed by the window, owned
/// by its parent; main thread.
class OrdersBoard final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrdersBoard)
public:
    OrdersBoard(const Theme &theme, OrderDesk &orders, OrderFeed &feed, const Clock &clock,
                QWidget *parent);

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    void setZone(const QTimeZone &zone);
    void setTiming(const BoardTiming &timing);
    /// Where it is kept what was looked at, from one start to the next.
    void remember(const QString &file) { m_orders.remember(file); }
    /// Shows it, with nothing searched for and no card opened. QWidget::close() hides it.
    void open();
    void chooseSort(BoardSort sort);
    /// Whether the cards offer to print their tickets.
    void setTicketsOffered(bool offered);
    /// Whether an open order has the pick-up code @p code, in any case of letters.
    bool knows(const QString &code) const;
    /// Shows the order with this code alone, its card under the keyboard; says so where none has
    /// it. While the board is open.
    void find(const QString &code);

    int newCount() const { return m_orders.newCount(); }
    const RaisedHands &hands() const { return m_orders.hands(); }
    /// An open order as it is shown; nullptr where it is not open. Valid until the next event.
    const Order *order(qint64 publicId) const { return m_orders.find(publicId); }

    /// Call it when a receipt paid for the order: it leaves the board at once.
    void noteHandedOver(qint64 publicId) { m_orders.noteHandedOver(publicId); }

    bool textFits() const;
    BoardColumn &column(int index) { return *m_columns.at(size_t(index)); }
    /// Taps within Sheet::deafMs of the one before are dropped; for tests by hand.
    void setTapClock(MonotonicMs clock) { m_tapClock = std::move(clock); }

signals:
    void newCountChanged(int count);
    void handsChanged(const RaisedHands &hands);
    void backAsked();
    void handOverAsked(qint64 publicId);
    void ticketAsked(qint64 publicId);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void buildHead();
    void buildColumns();
    void place();
    int searchWidth() const;
    int placeHead();
    void widenNotice();
    void refresh();
    void fillColumn(int column, const OrderColumn &orders, const QDateTime &now);
    QString quietLine() const;
    QStringList countLines() const;
    void act(qint64 publicId, CardAct act);
    void giveUp(qint64 publicId);
    void openMore(qint64 publicId, MoreStep step);
    void handOn(qint64 publicId, OrderState to);
    void goSide(int column, CardList::Side side);
    void goToCards();
    void goBack();
    void tell(const QString &sentence);

    const Theme &m_theme;
    const Clock &m_clock;
    OpenOrders m_orders;
    MonotonicMs m_tapClock = steadyMs();
    qint64 m_lastTapMs = 0;
    CounterFrame m_frame;
    Figures m_figures;
    QTimeZone m_zone = QTimeZone::utc();
    BoardTiming m_timing;
    BoardSort m_sort = BoardSort::ByState;
    bool m_tickets = false;
    qint64 m_opened = 0; ///< The order whose More is open; 0 = none.
    MoreStep m_step = MoreStep::Closed;
    KeyButton *m_back = nullptr;
    BoardTitle *m_title = nullptr;
    Segment *m_sorts = nullptr;
    TextField *m_search = nullptr;
    std::array<BoardColumn *, mostColumns> m_columns {};
    QTimer m_minute; ///< Ages and columns by time move on.
    QTimer m_noticed;
};
