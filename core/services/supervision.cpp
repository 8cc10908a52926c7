#include "supervision.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(supervisionLog, "bakehouse.supervision")

}

Supervision::Supervision(std::vector<Duty> duties, QObject *parent)
    : Supervision(std::move(duties), Timing {}, parent)
{
}

Supervision::Supervision(std::vector<Duty> duties, Timing timing, QObject *parent)
    : QObject(parent)
    , m_duties(std::move(duties))
    , m_timing(timing)
    , m_watched(m_duties.size())
{
    for (const Duty &duty : m_duties)
        m_reports.push_back({.thread = duty.thread});
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&Supervision::look));
}

std::vector<ThreadReport> Supervision::report() const
{
    const std::lock_guard lock(m_mutex);
    return m_reports;
}

void Supervision::look()
{
    for (size_t index = 0; index < m_duties.size(); ++index)
        look(index);
}

void Supervision::look(size_t index)
{
    const Duty &duty = m_duties[index];
    Watched &watched = m_watched[index];
    const ThreadSign sign = duty.sign();
    watched.looks = sign.resting || sign != watched.last ? 0 : watched.looks + 1;
    watched.last = sign;
    const std::chrono::milliseconds silent = watched.looks * m_timing.look;
    const bool stalled = silent >= m_timing.stalledAfter;
    {
        const std::lock_guard lock(m_mutex);
        m_reports[index].silentMs = silent.count();
        if (stalled && !std::exchange(m_reports[index].stalled, true))
            qCWarning(supervisionLog).noquote()
                << "the thread" << duty.thread << "has shown no sign of life for" << silent.count()
                << "ms";
        m_reports[index].stalled = stalled;
    }
    if (silent >= duty.patience)
        rebuild(index);
}

void Supervision::rebuild(size_t index)
{
    const Duty &duty = m_duties[index];
    m_watched[index].looks = 0;
    {
        const std::lock_guard lock(m_mutex);
        ++m_reports[index].rebuilt;
        m_reports[index].rebuiltAt = QDateTime::currentDateTimeUtc();
    }
    qCCritical(supervisionLog).noquote()
        << "the thread" << duty.thread << "hangs; another goes on in its place";
    duty.rebuild();
    emit rebuilt(duty.thread);
}
