#pragma once

#include "address.h"
#include "call_supervisor.h"
#include "result.h"

#include <QHash>
#include <QUuid>

#include <memory>
#include <optional>

class Connection;

/// How far a server's write-ahead log is, in bytes since its beginning. A value.
struct WalPosition {
    QString system; ///< The cluster's identifier, as the server tells it.
    qint64 flushed = 0; ///< What was committed lies before it.
    std::optional<qint64> received; ///< As the receiver says; none while it is not connected.
    qint64 segmentBytes = 0;
};

/// Asks the server about its log, as the role that logs in. Blocks at most a few seconds a call;
/// owned and used by one thread. Connects again after a loss.
class WalProbe
{
public:
    explicit WalProbe(const DatabaseAddress &address);
    ~WalProbe();
    Q_DISABLE_COPY_MOVE(WalProbe)

    /// @p receiver is the application_name of the receiver that is meant. Errors:
    /// Unavailable/DatabaseAway.
    Result<WalPosition> position(const QString &receiver);
    /// Sequence of the last entry that the database holds, by till. Errors: as above.
    Result<QHash<QUuid, qint64>> heads();

private:
    template <typename T, typename F> Result<T> ask(F work);

    const DatabaseAddress m_address;
    CallSupervisor m_supervisor;
    std::unique_ptr<Connection> m_connection;
};
