#pragma once

#include "result.h"

#include <QString>

/// Which cluster a server serves, in its own words.
struct ServerIdentity {
    QString folder;
    QString id; ///< Content of bakehouse.id there.
    bool operator==(const ServerIdentity &) const = default;
};

/// Asks the server behind @p socketFolder. Blocks at most a few seconds. Errors:
/// Unavailable/DatabaseAway.
Result<ServerIdentity> askIdentity(const QString &socketFolder);

/// Names inside the private cluster.
QString clusterRole();
QString counterRole(); ///< Of a counter beside the service.
QString clusterDatabase();
int clusterPort();

/// Waits for the first answer and makes the database of a new cluster. Errors: as above.
Result<void> ensureDatabase(const QString &socketFolder, int port = clusterPort());
/// Makes the login of counters that may reach the socket but own nothing. Errors: as above.
Result<void> ensureCounterRole(const QString &socketFolder);
