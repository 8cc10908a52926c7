#pragma once

#include "chain_anchor.h"
#include "result.h"

#include <QFuture>
#include <QStringList>

class AuditStore;
class DataDirectory;
class DatabaseAddress;

/// What a check of a whole shop found. A value.
struct CheckReport {
    QStringList findings; ///< Sentences, worst first; none = clean.
    QStringList notChecked; ///< What could not be looked at, and why.
    qint64 receipts = 0;
    qint64 orders = 0;
    int journals = 0; ///< Compared with the database.
    int anchors = 0; ///< The same.
    qint64 milliseconds = 0; ///< From the start of the check.
};

/// Checks a shop from all sides: the database recomputes its books; each journal under the data
/// directory is recomputed and compared with the database, and so are the anchors of the chains, so
/// that a chain which the database's owner rewrote with all later hashes is found; pg_amcheck reads
/// the pages. Owned and used by one thread.
class ShopCheck final
{
public:
    /// What is checked; all outlives the check.
    struct Parts {
        AuditStore &audit;
        const DataDirectory &directory;
        const DatabaseAddress *address = nullptr; ///< None: no pages are read.
        QString binaries; ///< Folder of PostgreSQL's programs; empty = where systems put them.
        std::vector<ChainAnchor> anchors {}; ///< Of backups; those of the directory come by itself.
    };
    explicit ShopCheck(Parts parts);

    /// Blocks for as long as it takes: a minute for a million receipts. Errors: as
    /// AuditStore::verify().
    Result<CheckReport> run();
    /// The same on a thread of the global pool.
    static QFuture<Result<CheckReport>> start(const Parts &parts);

private:
    void checkPagesOf(CheckReport &report) const;
    void checkChecksums(CheckReport &report) const;

    const Parts m_parts;
};
