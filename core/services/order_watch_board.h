#pragma once

#include "delay.h"
#include "order_watch.h"

#include <QHash>
#include <QSet>

#include <map>
#include <mutex>

/// The orders that are followed and what is known of them. Outlives its watch while the store still
/// holds a question of it; thread-safe.
class OrderWatch::Board : public std::enable_shared_from_this<OrderWatch::Board>
{
public:
    Board(OrderStore &store, Timing timing);

    /// Reads no more.
    void stop();
    quint64 add(qint64 publicId, int known, Listener listener);
    void remove(qint64 publicId, quint64 follower);
    void noteMoves(const std::vector<OrderMove> &moves);
    void hint(const std::vector<qint64> &publicIds);
    void hintAll();
    int followers() const;
    qint64 reads() const;

private:
    using Histories = QHash<qint64, OrderHistory>;
    /// What one read is about: orders, and followers up to this one. Who came later waits for the
    /// next read, which began after they did.
    struct Asked {
        std::vector<qint64> publicIds;
        quint64 upTo = 0;
    };
    struct Follower {
        Listener listener;
        int told = 0; ///< stepNumber() of the last state it knows.
        bool begun = false;
    };
    struct Followed {
        OrderHistory history; ///< Without moves: not read yet.
        std::map<quint64, Follower> followers;
    };
    using Lock = std::unique_lock<std::mutex>;

    // All of these under the lock; readDue() gives it up before it asks.
    void noteMove(Followed &order, const OrderMove &move);
    void makeDue(qint64 publicId);
    void readDue(Lock lock);
    void takeRead(Followed &order, const OrderHistory &read, quint64 upTo);
    void refuse(qint64 publicId, const Error &error, quint64 upTo);
    static void tell(const Followed &order, Follower &follower);
    static void begin(const Followed &order, Follower &follower);

    void land(const Asked &asked, const Result<Histories> &read);
    void landOne(qint64 publicId, const Result<Histories> &read, quint64 upTo);
    void readAgainSoon();
    void readAllSoon();

    OrderStore &m_store;
    const Timing m_timing;
    mutable std::mutex m_mutex;
    QHash<qint64, Followed> m_orders; ///< By public id; under m_mutex, as all that follows.
    QSet<qint64> m_due; ///< To be read next.
    bool m_reading = false; ///< Or waiting to try again.
    bool m_ticking = false; ///< readAllSoon() is on its way.
    bool m_stopped = false;
    quint64 m_lastFollower = 0;
    qint64 m_reads = 0;
    Delay m_delay {QStringLiteral("order watch")};
};
