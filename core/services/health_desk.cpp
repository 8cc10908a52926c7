#include "health_desk.h"

#include "delay.h"
#include "shared_answer.h"

#include <QLoggingCategory>
#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <exception>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(healthLog, "bakehouse.health")

using Moment = std::chrono::steady_clock;
constexpr std::chrono::milliseconds patience {2'000};
constexpr std::chrono::milliseconds freshFor {1'000};

using Answer = Result<HealthReport>;

/// A check and whether a thread is in it.
struct Duty {
    QString name;
    HealthDesk::Check check;
    std::atomic<bool> busy = false;
};

/// One round of all checks and those who wait for it.
struct Round {
    explicit Round(size_t count)
        : found(count)
        , left(count)
    {
    }
    std::vector<std::atomic<std::shared_ptr<const HealthCheck>>> found; // Null = no answer yet.
    std::atomic<size_t> left;
    SharedAnswer<Answer> answer;
};

struct Finished {
    HealthReport report;
    Moment::time_point at;
};

HealthCheck carryOut(const Duty &duty)
{
    HealthCheck check;
    try {
        check = duty.check();
    } catch (const std::exception &exception) {
        check.note = QString::fromUtf8(exception.what());
    } catch (...) {
        check.note = u"unknown exception"_s;
    }
    check.name = duty.name;
    return check;
}

}

/// The duties, the round under way and the last report. Shared with threads that hang in a check.
class HealthDesk::State : public std::enable_shared_from_this<State>
{
public:
    explicit State(std::vector<std::pair<QString, Check>> checks)
    {
        for (std::pair<QString, Check> &one : checks) {
            auto duty = std::make_shared<Duty>();
            duty->name = std::move(one.first);
            duty->check = std::move(one.second);
            m_duties.push_back(std::move(duty));
        }
        m_pool->setMaxThreadCount(std::max(1, int(m_duties.size())));
    }

    void end()
    {
        m_delay.finish();
        constexpr int lastWordsMs = 200;
        if (m_pool->waitForDone(lastWordsMs))
            return;
        qCWarning(healthLog) << "a health check hangs and is left behind";
        (void)m_pool.release(); // Its destructor would wait for the check.
    }

    QFuture<Answer> report()
    {
        const std::shared_ptr<const Finished> last = m_last.load();
        if (last && Moment::now() - last->at < freshFor)
            return QtFuture::makeReadyFuture(Answer(last->report));
        auto round = std::make_shared<Round>(m_duties.size());
        std::shared_ptr<Round> underWay;
        if (!m_round.compare_exchange_strong(underWay, round))
            return underWay->answer.join();
        QFuture<Answer> future = round->answer.join();
        begin(round);
        return future;
    }

private:
    void begin(const std::shared_ptr<Round> &round)
    {
        m_delay.after(patience, [weak = weak_from_this(), round] {
            if (const auto self = weak.lock())
                self->finish(round);
        });
        for (size_t index = 0; index < m_duties.size(); ++index)
            beginCheck(round, index);
        if (m_duties.empty())
            finish(round);
    }

    void beginCheck(const std::shared_ptr<Round> &round, size_t index)
    {
        const std::shared_ptr<Duty> duty = m_duties[index];
        if (duty->busy.exchange(true)) { // Still hangs since a round before.
            oneLess(round);
            return;
        }
        m_pool->start([weak = weak_from_this(), duty, round, index] {
            round->found[index] = std::make_shared<const HealthCheck>(carryOut(*duty));
            duty->busy = false;
            if (const auto self = weak.lock())
                self->oneLess(round);
        });
    }

    void oneLess(const std::shared_ptr<Round> &round)
    {
        if (--round->left == 0)
            finish(round);
    }

    /// At the last check's end, or when patience is over; the first counts.
    void finish(const std::shared_ptr<Round> &round)
    {
        std::shared_ptr<Round> underWay = round;
        if (!m_round.compare_exchange_strong(underWay, {}))
            return;
        HealthReport report {.healthy = true};
        for (size_t index = 0; index < m_duties.size(); ++index) {
            const auto found = round->found[index].load();
            report.checks.push_back(
                found ? *found
                      : HealthCheck {.name = m_duties[index]->name, .note = u"no answer in 2 s"_s});
            report.healthy = report.healthy && report.checks.back().healthy;
        }
        m_last = std::make_shared<const Finished>(Finished {report, Moment::now()});
        round->answer.give(report);
    }

    std::vector<std::shared_ptr<Duty>> m_duties;
    std::unique_ptr<QThreadPool> m_pool = std::make_unique<QThreadPool>();
    Delay m_delay {u"health"_s};
    std::atomic<std::shared_ptr<Round>> m_round;
    std::atomic<std::shared_ptr<const Finished>> m_last;
};

HealthDesk::HealthDesk(std::vector<std::pair<QString, Check>> checks)
    : m_state(std::make_shared<State>(std::move(checks)))
{
}

HealthDesk::~HealthDesk()
{
    m_state->end();
}

QFuture<Result<HealthReport>> HealthDesk::report()
{
    return m_state->report();
}
