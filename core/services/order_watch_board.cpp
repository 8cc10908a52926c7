#include "order_watch_board.h"

#include "on_result.h"
#include "order_store.h"

#include <algorithm>

namespace {

int lastStep(const std::vector<OrderMove> &moves)
{
    return moves.empty() ? 0 : stepNumber(moves.back().state);
}

}

OrderWatch::Board::Board(OrderStore &store, Timing timing)
    : m_store(store)
    , m_timing(timing)
{
}

void OrderWatch::Board::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_delay.finish(); // Without the lock, which its work may be waiting for.
}

quint64 OrderWatch::Board::add(qint64 publicId, int known, Listener listener)
{
    Lock lock(m_mutex);
    const quint64 id = ++m_lastFollower;
    m_orders[publicId].followers.emplace(id,
                                         Follower {.listener = std::move(listener), .told = known});
    makeDue(publicId); // Others may have moved it since we heard of it last.
    if (!std::exchange(m_ticking, true))
        readAllSoon();
    readDue(std::move(lock));
    return id;
}

void OrderWatch::Board::remove(qint64 publicId, quint64 follower)
{
    const std::lock_guard lock(m_mutex);
    const auto order = m_orders.find(publicId);
    if (order == m_orders.end())
        return;
    order->followers.erase(follower);
    if (!order->followers.empty())
        return;
    m_orders.erase(order);
    m_due.remove(publicId);
}

void OrderWatch::Board::noteMoves(const std::vector<OrderMove> &moves)
{
    Lock lock(m_mutex);
    if (m_orders.isEmpty())
        return;
    for (const OrderMove &move : moves) {
        const auto order = m_orders.find(move.publicId);
        if (order != m_orders.end())
            noteMove(*order, move);
    }
    readDue(std::move(lock));
}

void OrderWatch::Board::noteMove(Followed &order, const OrderMove &move)
{
    std::vector<OrderMove> &known = order.history.moves;
    if (stepNumber(move.state) <= lastStep(known))
        return;
    // Another program may have been between, or the read under way began before this.
    if (known.empty() || !followsAtOnce(known.back().state, move.state)) {
        makeDue(move.publicId);
        return;
    }
    known.push_back(move);
    for (auto &[id, follower] : order.followers) {
        if (follower.begun)
            tell(order, follower);
    }
}

void OrderWatch::Board::hint(const std::vector<qint64> &publicIds)
{
    Lock lock(m_mutex);
    for (const qint64 publicId : publicIds) {
        if (m_orders.contains(publicId))
            makeDue(publicId);
    }
    readDue(std::move(lock));
}

void OrderWatch::Board::hintAll()
{
    Lock lock(m_mutex);
    for (auto order = m_orders.constBegin(); order != m_orders.constEnd(); ++order)
        makeDue(order.key());
    readDue(std::move(lock));
}

void OrderWatch::Board::makeDue(qint64 publicId)
{
    m_due.insert(publicId);
}

void OrderWatch::Board::readDue(Lock lock)
{
    if (m_reading || m_due.isEmpty() || m_stopped)
        return;
    m_reading = true;
    ++m_reads;
    const Asked asked {.publicIds = {m_due.cbegin(), m_due.cend()}, .upTo = m_lastFollower};
    m_due.clear(); // Before the read, which therefore sees all that was hinted at.
    lock.unlock();
    onResult(m_store.histories(asked.publicIds),
             [weak = weak_from_this(), asked](const Result<Histories> &read) {
                 if (const auto self = weak.lock())
                     self->land(asked, read);
             });
}

void OrderWatch::Board::land(const Asked &asked, const Result<Histories> &read)
{
    Lock lock(m_mutex);
    for (const qint64 publicId : asked.publicIds)
        landOne(publicId, read, asked.upTo);
    if (!read) {
        readAgainSoon();
        return;
    }
    m_reading = false;
    readDue(std::move(lock));
}

void OrderWatch::Board::landOne(qint64 publicId, const Result<Histories> &read, quint64 upTo)
{
    const auto order = m_orders.find(publicId);
    if (order == m_orders.end())
        return;
    if (!read)
        refuse(publicId, read.error(), upTo);
    else if (const auto history = read->constFind(publicId); history != read->constEnd())
        takeRead(*order, *history, upTo);
    else
        refuse(publicId, {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownOrder},
               upTo);
}

void OrderWatch::Board::readAgainSoon()
{
    m_delay.after(m_timing.retry, [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self)
            return;
        Lock again(self->m_mutex);
        self->m_reading = false;
        self->readDue(std::move(again));
    });
}

void OrderWatch::Board::takeRead(Followed &order, const OrderHistory &read, quint64 upTo)
{
    // What was noted since the read began is newer than it.
    const int readUpTo = lastStep(read.moves);
    std::vector<OrderMove> newer;
    std::ranges::copy_if(
        order.history.moves, std::back_inserter(newer),
        [readUpTo](const OrderMove &move) { return stepNumber(move.state) > readUpTo; });
    order.history = read;
    std::ranges::move(newer, std::back_inserter(order.history.moves));
    for (auto &[id, follower] : order.followers) {
        if (follower.begun)
            tell(order, follower);
        else if (id <= upTo)
            begin(order, follower);
    }
}

/// Ends those who wait for their first news. Who has begun goes on: the order will be read again.
void OrderWatch::Board::refuse(qint64 publicId, const Error &error, quint64 upTo)
{
    Followed &order = m_orders[publicId];
    std::erase_if(order.followers, [&error, upTo](const auto &entry) {
        if (entry.second.begun || entry.first > upTo)
            return false;
        entry.second.listener(error);
        return true;
    });
    if (order.followers.empty())
        m_orders.remove(publicId);
    else if (error.code != Error::Code::NotFound)
        makeDue(publicId);
}

void OrderWatch::Board::begin(const Followed &order, Follower &follower)
{
    follower.begun = true;
    const std::vector<OrderMove> &moves = order.history.moves;
    if (follower.told == 0 || follower.told > lastStep(moves)) { // knows nothing of this order
        follower.told = lastStep(moves);
        follower.listener(News {.pickupCode = order.history.pickupCode,
                                .moves = {moves.back()},
                                .state = moves.back().state});
    } else if (follower.told == lastStep(moves)) {
        follower.listener(
            News {.pickupCode = order.history.pickupCode, .state = moves.back().state});
    } else {
        tell(order, follower);
    }
}

void OrderWatch::Board::tell(const Followed &order, Follower &follower)
{
    const std::vector<OrderMove> &moves = order.history.moves;
    News news {.pickupCode = order.history.pickupCode, .state = moves.back().state};
    std::ranges::copy_if(moves, std::back_inserter(news.moves), [&follower](const OrderMove &move) {
        return stepNumber(move.state) > follower.told;
    });
    if (news.moves.empty())
        return;
    follower.told = lastStep(moves);
    follower.listener(news);
}

/// Every few seconds for as long as anybody follows anything.
void OrderWatch::Board::readAllSoon()
{
    m_delay.after(m_timing.everything, [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self)
            return;
        {
            const std::lock_guard lock(self->m_mutex);
            self->m_ticking = !self->m_orders.isEmpty();
            if (!self->m_ticking)
                return;
            self->readAllSoon();
        }
        self->hintAll();
    });
}

int OrderWatch::Board::followers() const
{
    const std::lock_guard lock(m_mutex);
    qsizetype count = 0;
    for (const Followed &order : m_orders)
        count += qsizetype(order.followers.size());
    return int(count);
}

qint64 OrderWatch::Board::reads() const
{
    const std::lock_guard lock(m_mutex);
    return m_reads;
}
