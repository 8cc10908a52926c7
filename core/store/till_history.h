#pragma once

#include "address.h"
#include "call_supervisor.h"
#include "entry.h"

#include <memory>
#include <vector>

class Connection;

/// A till as a database knows it.
struct KnownTill {
    QUuid till;
    int number = 0;
    QString prefix;
    qint64 head = 0; ///< Sequence of its last entry there.
};

/// Reads the chains of all tills back out of a database, to make their journals anew. Blocks; owned
/// and used by one thread.
class TillHistory
{
public:
    /// Errors: Unavailable/DatabaseAway.
    static Result<std::unique_ptr<TillHistory>> open(const DatabaseAddress &address);
    ~TillHistory();
    Q_DISABLE_COPY_MOVE(TillHistory)

    /// None in a database without our schema. Errors: Unavailable/DatabaseAway.
    Result<std::vector<KnownTill>> tills();
    /// Up to @p limit entries after @p sequence, in order.
    Result<std::vector<Entry>> entriesAfter(const QUuid &till, qint64 sequence, int limit);

private:
    TillHistory();
    template <typename T, typename F> Result<T> ask(F work);

    CallSupervisor m_supervisor;
    std::unique_ptr<Connection> m_connection;
};
