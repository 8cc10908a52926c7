#pragma once

#include "result.h"

#include <QFuture>
#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

/// One check of the program's health.
struct HealthCheck {
    QString name; ///< "database", "worker", "cache", "disk"
    bool healthy = false;
    QString note; ///< For people: "312 MB free", "no answer in 2 s".
};
/// What all checks together said.
struct HealthReport {
    bool healthy = false;
    std::vector<HealthCheck> checks;
};

/// Runs the checks, at most once a second for any number of askers. A check that does not end in 2
/// s has failed, and is not begun again before it ends. Owned by the shop; thread-safe without a
/// lock.
class HealthDesk
{
public:
    using Check = std::function<HealthCheck()>; ///< May block; runs on the desk's own pool.
    explicit HealthDesk(std::vector<std::pair<QString, Check>> checks);
    /// Leaves a check that hangs behind: checks hold what they use by value.
    ~HealthDesk();
    Q_DISABLE_COPY_MOVE(HealthDesk)

    QFuture<Result<HealthReport>> report();

private:
    class State;
    std::shared_ptr<State> m_state;
};

/// Free bytes of @p folder's disk for this user. Errors: Unavailable/DirectoryUnusable.
Result<qint64> freeDiskBytes(const QString &folder);
/// Free space of @p folder's disk (at least @p minimumBytes) and a probe file that can be synced.
HealthCheck checkDisk(const QString &folder, qint64 minimumBytes = 500'000'000);
