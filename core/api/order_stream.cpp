#include "order_stream.h"

#include "connection_guard.h"
#include "event_text.h"

namespace {

/// completed and cancelled: what is documented as the end.
bool isFinal(OrderState state)
{
    const OrderStatus status = statusOf(state);
    return status == OrderStatus::Completed || status == OrderStatus::Cancelled;
}

QByteArray eventsOf(const OrderWatch::News &news)
{
    QByteArray events;
    for (const OrderMove &move : news.moves)
        events += eventText(move, news.pickupCode);
    return events;
}

/// Nothing will follow what the client has: it need not ask again (WHATWG HTML §9.2: an answer
/// without content stops an EventSource from connecting again).
Answer nothingMore()
{
    return {.status = 204, .headers = "Cache-Control: no-store\r\n"};
}

}

OrderStream::OrderStream(ConnectionGuard *guard, std::unique_ptr<StreamPlaces::Place> place,
                         Refuse refuse)
    : QObject(guard)
    , m_guard(guard)
    , m_refuse(std::move(refuse))
    , m_place(std::move(place))
{
    connect(guard, &ConnectionGuard::closed, this, &OrderStream::end);
}

void OrderStream::follow(OrderWatch &watch, qint64 publicId, int known)
{
    m_following = watch.follow(publicId, known, [this](const Result<OrderWatch::News> &news) {
        QMetaObject::invokeMethod(
            this, [this, news] { hear(news); }, Qt::QueuedConnection);
    });
}

void OrderStream::hear(const Result<OrderWatch::News> &news)
{
    if (!m_place) // it ended while this was on its way
        return;
    if (!news) {
        m_refuse(news.error());
        end();
        return;
    }
    if (m_begun)
        m_guard->push(eventsOf(*news));
    else
        begin(*news);
    if (m_begun && isFinal(news->state)) {
        m_guard->endStream();
        end();
    }
}

void OrderStream::begin(const OrderWatch::News &news)
{
    if (news.moves.empty() && isFinal(news.state)) {
        m_guard->answer(nothingMore());
        end();
        return;
    }
    m_begun = true;
    m_guard->stream({.contentType = "text/event-stream",
                     .headers = "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\n",
                     .body = retryLine() + (news.moves.empty() ? "\n" : eventsOf(news))},
                    pingText());
    if (m_guard->state() != ConnectionGuard::State::Streaming)
        end(); // it was HEAD, or the client is gone
}

/// Gives the place free, and this object with it.
void OrderStream::end()
{
    m_following.reset();
    m_place.reset();
    deleteLater();
}
