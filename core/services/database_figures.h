#pragma once

#include "result.h"

#include <QFuture>

#include <memory>

class AuditStore;
class MetricsText;

/// Figures of the shop that live in the database, and whether it answers. Read when they are asked
/// for and older than two seconds, by one query at a time; the last known stay while it is away.
/// Owned by the shop, after the stores; thread-safe without a lock.
class DatabaseFigures
{
public:
    /// @p reports counts, on a connection that holds nobody up; @p probe says whether the server
    /// answers.
    DatabaseFigures(AuditStore &reports, AuditStore &probe);
    ~DatabaseFigures();
    Q_DISABLE_COPY_MOVE(DatabaseFigures)

    /// Finished when they are fresh; at once when a reading has hung for a second.
    QFuture<Result<void>> refresh();
    void write(MetricsText &text) const;

private:
    class State;
    const std::shared_ptr<State> m_state;
};
