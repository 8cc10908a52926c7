#include "metrics.h"

#include <map>
#include <mutex>
#include <utility>

struct Metrics::Sources {
    std::mutex mutex;
    std::map<int, Source> byNumber; // Under the mutex, as the next.
    int last = 0;
};

Metrics::Place::Place(std::weak_ptr<Sources> sources, int number)
    : m_sources(std::move(sources))
    , m_number(number)
{
}

Metrics::Place &Metrics::Place::operator=(Place &&other) noexcept
{
    if (this != &other) {
        leave();
        m_sources = std::exchange(other.m_sources, {});
        m_number = other.m_number;
    }
    return *this;
}

void Metrics::Place::leave()
{
    const std::shared_ptr<Sources> sources = std::exchange(m_sources, {}).lock();
    if (!sources)
        return;
    const std::lock_guard lock(sources->mutex);
    sources->byNumber.erase(m_number);
}

Metrics::Metrics()
    : m_sources(std::make_shared<Sources>())
{
}

Metrics::~Metrics() = default;

Metrics::Place Metrics::add(Source source)
{
    const std::lock_guard lock(m_sources->mutex);
    const int number = ++m_sources->last;
    m_sources->byNumber.emplace(number, std::move(source));
    return {m_sources, number};
}

void Metrics::refreshBy(Refresher refresher)
{
    m_refresher = std::move(refresher);
}

QFuture<Result<void>> Metrics::refresh() const
{
    return m_refresher ? m_refresher() : QtFuture::makeReadyFuture(Result<void>(Done {}));
}

QByteArray Metrics::text() const
{
    MetricsText text;
    const std::lock_guard lock(m_sources->mutex);
    for (const auto &[number, source] : m_sources->byNumber)
        source(text);
    return text.bytes();
}
