#pragma once

#include "order.h"
#include "order_times.h"
#include "result.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <vector>

class Clock;
class OrderDesk;
class OrderFeed;
class SeenOrders;

/// The open orders as the board shows them: read again when the feed says so, with the taps of
/// this till shown at once and put back where they were refused. Never waits; the last good list
/// stays while the database is away. Owned by the board; main thread.
class OpenOrders final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenOrders)
public:
    static constexpr int most = 500; ///< Orders that are read.
    /// Watched: somebody looks at the board. Counted: only how many are new, every two seconds.
    enum class Pace { Counted, Watched };

    OpenOrders(OrderDesk &desk, OrderFeed &feed, const Clock &clock, QObject *parent = nullptr);

    void setPace(Pace pace);
    void setTiming(const BoardTiming &timing);
    /// Takes up from @p file what was looked at before this start, and keeps it there; until it was
    /// read nothing counts as new.
    void remember(const QString &file);
    const std::vector<Order> &list() const { return m_shown; }
    const Order *find(qint64 publicId) const; ///< nullptr where it is not open.
    /// Orders that wait for a first answer, and those that came since anybody looked; an order for
    /// later comes when its time does. What this shop sold at a till is not new to it.
    int newCount() const { return m_newCount; }
    const RaisedHands &hands() const { return m_hands; }
    int laterCount() const { return m_laterCount; } ///< Orders whose time has not come.
    QDateTime readAt() const { return m_readAt; } ///< Of the list; invalid: never.
    bool isStale() const { return m_stale; } ///< The last reading failed.

    /// Shown at once; cancelling gives stock back. Steps of one order are asked for one after the
    /// other; a refusal takes back those that wait, and is told by refused().
    void advance(qint64 publicId, OrderState to);
    /// Paid for at this till: it leaves the list at once, though the database hears of it later.
    void noteHandedOver(qint64 publicId);

signals:
    void changed(); ///< The list, or how fresh it is.
    void newCountChanged(int count);
    void handsChanged(const RaisedHands &hands);
    void refused(const QString &pickupCode, const Error &error);

private:
    void hear();
    void read();
    void take(const Result<std::vector<Order>> &orders);
    void ask(qint64 publicId);
    void settle(qint64 publicId, const Result<Order> &order);
    void show();
    void count();
    bool isAccepted(const Order &order) const;
    bool isKnown(const Order &order) const;
    void see(const QSet<qint64> &seen);
    void age();
    void awaitNext(const QDateTime &now);

    OrderDesk &m_desk;
    const Clock &m_clock;
    Pace m_pace = Pace::Counted;
    std::vector<Order> m_read; ///< As the database holds them.
    std::vector<Order> m_shown; ///< With the steps that are on their way.
    QHash<qint64, QList<OrderState>> m_steps; ///< Not answered; the first is asked for.
    QSet<qint64> m_handedOver; ///< And still open in the database, as far as was read.
    QSet<qint64> m_seen;
    SeenOrders *m_memory = nullptr; ///< Of m_seen; nullptr: none is kept.
    bool m_remembering = false; ///< It is being read.
    bool m_firstList = true; ///< Nothing was read before.
    BoardTiming m_timing;
    RaisedHands m_hands;
    int m_laterCount = 0;
    QTimer m_next; ///< Until time alone changes something.
    QDateTime m_readAt;
    QTimer m_pause; ///< Until the next reading while only the count is wanted, or after a failure.
    int m_newCount = 0;
    int m_epoch = 0; ///< Of answers: a reading that began before the last one is too old.
    bool m_stale = false;
    bool m_reading = false;
    bool m_again = false;
};
