#include "commit_ear.h"

#include "order_notice.h"

using namespace Qt::StringLiterals;

CommitEar::CommitEar(const DatabaseAddress &address)
    : m_notifier(address, {u"bakehouse_orders"_s},
                 {.notified =
                      [this](const QString &, const QString &payload) {
                          const Clock::time_point now = Clock::now();
                          const std::lock_guard lock(m_mutex);
                          for (const qint64 order : readOrderNotice(payload).moved)
                              m_heard[order].push_back(now);
                      },
                  .listening = [] {}})
{
}

std::optional<CommitEar::Clock::time_point> CommitEar::heard(qint64 order, int index) const
{
    const std::lock_guard lock(m_mutex);
    const auto times = m_heard.constFind(order);
    if (times == m_heard.constEnd() || index >= int(times->size()))
        return std::nullopt;
    return times->at(size_t(index));
}
