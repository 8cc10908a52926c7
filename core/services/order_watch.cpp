#include "order_watch.h"

#include "order_watch_board.h"

OrderWatch::OrderWatch(OrderStore &store)
    : OrderWatch(store, Timing())
{
}

OrderWatch::OrderWatch(OrderStore &store, Timing timing)
    : m_board(std::make_shared<Board>(store, timing))
{
}

OrderWatch::~OrderWatch()
{
    m_board->stop();
}

std::unique_ptr<OrderWatch::Following> OrderWatch::follow(qint64 publicId, int known,
                                                          Listener listener)
{
    const quint64 follower = m_board->add(publicId, known, std::move(listener));
    return std::make_unique<Following>(m_board, publicId, follower);
}

void OrderWatch::noteMoves(const std::vector<OrderMove> &moves)
{
    m_board->noteMoves(moves);
}

void OrderWatch::hint(const std::vector<qint64> &publicIds)
{
    m_board->hint(publicIds);
}

void OrderWatch::hintAll()
{
    m_board->hintAll();
}

int OrderWatch::followers() const
{
    return m_board->followers();
}

qint64 OrderWatch::reads() const
{
    return m_board->reads();
}

OrderWatch::Following::Following(std::weak_ptr<Board> board, qint64 publicId, quint64 follower)
    : m_board(std::move(board))
    , m_publicId(publicId)
    , m_follower(follower)
{
}

OrderWatch::Following::~Following()
{
    if (const std::shared_ptr<Board> board = m_board.lock())
        board->remove(m_publicId, m_follower);
}
