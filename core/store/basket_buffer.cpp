#include "basket_buffer.h"

bool BasketBuffer::put(JournalKeeper::BasketChange change, Promise promise)
{
    const std::lock_guard lock(m_mutex);
    const bool first = m_pending.isEmpty();
    Pending &pending = m_pending[change.uuid];
    pending.change = std::move(change);
    pending.waiting.push_back(std::move(promise));
    return first;
}

std::vector<BasketBuffer::Pending> BasketBuffer::takeAll()
{
    const std::lock_guard lock(m_mutex);
    std::vector<Pending> all(m_pending.cbegin(), m_pending.cend());
    m_pending.clear();
    return all;
}

BasketBuffer::Pending BasketBuffer::take(const QUuid &uuid)
{
    const std::lock_guard lock(m_mutex);
    return m_pending.take(uuid);
}

void BasketBuffer::answer(const Pending &pending, const Result<void> &result)
{
    for (const Promise &promise : pending.waiting) {
        promise->addResult(result);
        promise->finish();
    }
}
