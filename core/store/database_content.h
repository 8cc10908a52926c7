#pragma once

#include "address.h"
#include "catalogue.h"
#include "result.h"

#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

/// Rows of one table and a sum over their content, whatever their order. A value.
struct TableContent {
    QString name;
    qint64 rows = 0;
    QString sum; ///< A whole number, too long for 64 bits.
    bool operator==(const TableContent &) const = default;
};

/// What a database of ours holds, so that two of them can be compared. A value.
struct DatabaseContent {
    int schemaVersion = 0;
    QString serverVersion;
    qint64 sizeBytes = 0; ///< On its disk.
    qint64 receipts = 0;
    Money receiptsTotal;
    qint64 orders = 0;
    Money ordersTotal;
    std::vector<TableContent> tables; ///< By name.
    std::vector<TillHead> heads; ///< By till.

    /// The first table or head in which @p other differs, as a sentence; empty when all are equal.
    QString differenceFrom(const DatabaseContent &other) const;
};

/// One moment of a database that stands still for a reading and for pg_dump. Holds a connection and
/// a transaction; owned and used by one thread, which may wait.
class DatabaseMoment
{
public:
    /// Errors: as Connection::open(); Denied (the login may not read all tables).
    static Result<std::unique_ptr<DatabaseMoment>> open(const DatabaseAddress &address);
    ~DatabaseMoment();
    Q_DISABLE_COPY_MOVE(DatabaseMoment)

    QString snapshot() const { return m_snapshot; } ///< For pg_dump --snapshot.
    /// Reads every row once: seconds for a million. A @p stop ends it with Timeout. Errors:
    /// Unavailable, Denied.
    Result<DatabaseContent> content(const std::stop_token &stop = {});

private:
    struct Session;
    explicit DatabaseMoment(std::unique_ptr<Session> session);
    std::unique_ptr<Session> m_session;
    QString m_snapshot;
};

/// Makes an empty database ready for pg_restore: the roles, and what the schema grants by itself,
/// which pg_dump leaves out. Errors: Conflict/SchemaMismatch (it holds a shop already);
/// Unavailable; Denied.
Result<void> prepareForRestore(const DatabaseAddress &address);
/// Whether a shop's schema is there. Errors: Unavailable, Denied.
Result<bool> holdsShop(const DatabaseAddress &address);
/// Lets the planner know what a restore brought. Errors: as above.
Result<void> analyzeRestored(const DatabaseAddress &address);
