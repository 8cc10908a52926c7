#pragma once

#include "order.h"
#include "result.h"

#include <chrono>
#include <functional>
#include <memory>

class OrderStore;

/// Tells those who follow an order each state that it comes into, once and in order. Changes of
/// this program are told as they were committed, without a query; hints about others lead to one
/// read of all orders that are hinted at, never more than one under way and one after it. Every few
/// seconds all followed orders are read, for hints may be lost. Thread-safe; owned by the order
/// desk.
class OrderWatch
{
public:
    /// What a follower has not been told yet.
    struct News {
        QString pickupCode;
        std::vector<OrderMove> moves; ///< Empty at first, when the follower knew all.
        OrderState state = OrderState::Requested; ///< The present one.
    };
    /// Called under the watch's lock on the thread that has the news: it must be quick and not call
    /// back.
    using Listener = std::function<void(const Result<News> &)>;
    struct Timing {
        std::chrono::milliseconds everything {3'000}; ///< Between two reads of all orders.
        std::chrono::milliseconds retry {250}; ///< After a read that failed.
    };
    class Following;

    explicit OrderWatch(OrderStore &store);
    OrderWatch(OrderStore &store, Timing timing);
    ~OrderWatch();
    Q_DISABLE_COPY_MOVE(OrderWatch)

    /// The database is asked for the present state, which @p listener is told first; or, to who
    /// knows the states up to stepNumber @p known, those after it. Then it is told each further
    /// one. An Error comes instead of the first news and is the end: NotFound/UnknownOrder,
    /// Unavailable, Timeout.
    std::unique_ptr<Following> follow(qint64 publicId, int known, Listener listener);
    /// This program has made orders take these steps.
    void noteMoves(const std::vector<OrderMove> &moves);
    /// These orders may have moved.
    void hint(const std::vector<qint64> &publicIds);
    /// Any order may have moved.
    void hintAll();
    /// How many follow.
    int followers() const;
    /// Reads of the database so far.
    qint64 reads() const;

private:
    class Board;
    const std::shared_ptr<Board> m_board;
};

/// Follows an order for as long as it lives; once it is gone its listener is not called any more.
/// Owned by the follower; any thread may let it go.
class OrderWatch::Following
{
public:
    Following(std::weak_ptr<Board> board, qint64 publicId, quint64 follower);
    ~Following();
    Q_DISABLE_COPY_MOVE(Following)

private:
    const std::weak_ptr<Board> m_board;
    const qint64 m_publicId;
    const quint64 m_follower;
};
