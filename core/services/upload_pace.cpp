#include "upload_pace.h"

#include <algorithm>

namespace {
constexpr qint64 aloneUs = 10'000; // of work in a batch
constexpr qint64 sharedUs = 2'500;
constexpr qint64 restsPerBatch = 2;
constexpr qint64 longestRestUs = 100'000; // whatever a slow disk makes of a batch
constexpr int quietEnough = 20; // batches without anybody's order
}

void UploadPace::took(const Batch &batch)
{
    const bool others = m_lastOrder >= 0 && batch.lastOrder - m_lastOrder > batch.orders;
    m_lastOrder = batch.lastOrder;
    m_quietBatches = others ? 0 : m_quietBatches + 1;
    m_shared = others || (m_shared && m_quietBatches < quietEnough);
    m_size.aimAt(m_shared ? sharedUs : aloneUs);
    m_size.took(batch.entries, batch.microseconds);
    m_restUs = m_shared ? std::min(batch.microseconds * restsPerBatch, longestRestUs) : 0;
}
