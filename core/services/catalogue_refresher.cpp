#include "catalogue_refresher.h"

#include "catalogue_store.h"
#include "delay.h"
#include "on_result.h"

#include <algorithm>
#include <cstdlib>

CatalogueRefresher::CatalogueRefresher(CatalogueStore &store, const Clock &clock, Timing timing,
                                       std::shared_ptr<CatalogueBoard> board,
                                       std::shared_ptr<Delay> delay)
    : m_store(store)
    , m_clock(clock)
    , m_timing(timing)
    , m_board(std::move(board))
    , m_delay(std::move(delay))
{
}

CatalogueRefresher::Snapshot CatalogueRefresher::young()
{
    Snapshot newest = m_board->current();
    if (!newest || !isYoung(*newest))
        return nullptr;
    ++m_hits;
    return newest;
}

QFuture<CatalogueRefresher::Answer> CatalogueRefresher::fresh()
{
    if (const Snapshot snapshot = young())
        return QtFuture::makeReadyFuture(Answer(snapshot));
    ++m_misses;
    const Snapshot old = m_board->current();
    if (failedLately())
        return QtFuture::makeReadyFuture(newest());
    const bool knownAway = m_failedAtMs != 0;
    const std::shared_ptr<Flight> flight = fly();
    // Nobody waits for a database that is known to be away while there is something to show.
    if (old && (knownAway || flight->answer.given()))
        return QtFuture::makeReadyFuture(newest());
    ++m_fallbacks;
    return flight->answer.join();
}

void CatalogueRefresher::reload()
{
    m_hinted = true;
    if (!m_resting)
        fly();
}

bool CatalogueRefresher::isYoung(const Catalogue &catalogue) const
{
    // Both ways, so that a clock set back cannot keep an old snapshot for ever.
    return std::abs(catalogue.readAt().msecsTo(m_clock.now())) < m_timing.expiry.count();
}

bool CatalogueRefresher::failedLately() const
{
    const qint64 failedAtMs = m_failedAtMs;
    return failedAtMs != 0
        && std::abs(m_clock.now().toMSecsSinceEpoch() - failedAtMs) < m_timing.retry.count();
}

CatalogueRefresher::Answer CatalogueRefresher::newest() const
{
    if (const Snapshot catalogue = m_board->current())
        return catalogue;
    return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway};
}

/// The read under way, begun if there was none.
std::shared_ptr<CatalogueRefresher::Flight> CatalogueRefresher::fly()
{
    if (std::shared_ptr<Flight> flying = m_flight.load())
        return flying;
    auto flight = std::make_shared<Flight>();
    std::shared_ptr<Flight> flying;
    if (!m_flight.compare_exchange_strong(flying, flight))
        return flying;
    if (m_stopped) {
        land(flight, false);
        return flight;
    }
    // Before the read, which therefore sees all that the hint was about.
    flight->forReload = m_hinted.exchange(false);
    limitPatience(flight);
    onResult(m_store.read(), [weak = weak_from_this(), flight](const Result<CatalogueRead> &read) {
        if (const auto self = weak.lock())
            self->land(flight, bool(read));
    });
    return flight;
}

void CatalogueRefresher::limitPatience(const std::shared_ptr<Flight> &flight)
{
    m_delay->after(m_timing.patience, [board = m_board, waiting = std::weak_ptr(flight)] {
        const auto late = waiting.lock();
        if (const Snapshot old = board->current(); late && old)
            late->answer.give(old);
    });
}

void CatalogueRefresher::land(const std::shared_ptr<Flight> &flight, bool succeeded)
{
    if (!succeeded)
        ++m_failures;
    m_failedAtMs = succeeded ? 0 : std::max<qint64>(m_clock.now().toMSecsSinceEpoch(), 1);
    m_flight.store({});
    flight->answer.give(newest());
    if (!succeeded && flight->forReload)
        m_hinted = true;
    if (m_stopped)
        return;
    if (succeeded && (flight->forReload || m_hinted)) {
        m_resting = true;
        flyAfter(m_timing.rest);
    } else if (m_hinted) {
        flyAfter(m_timing.retry);
    }
}

void CatalogueRefresher::flyAfter(std::chrono::milliseconds wait)
{
    m_delay->after(wait, [weak = weak_from_this()] {
        const auto self = weak.lock();
        if (!self)
            return;
        self->m_resting = false; // Before the look: a hint from now on flies by itself.
        if (self->m_hinted)
            self->fly();
    });
}
