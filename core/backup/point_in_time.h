#pragma once

#include "data_directory.h"
#include "point_in_time_tills.h"
#include "wal_folder.h"

#include <QStringList>

#include <functional>
#include <memory>

class Cluster;

/// What a restore to a point in time is to do.
struct PointInTimeRequest {
    QString target; ///< Folder of the backups.
    QString stream {}; ///< Empty: the one that was kept last.
    std::optional<QDateTime> at {}; ///< Empty: as late as possible.
    QString directory; ///< Data directory to make: new, or empty.
    QString binaries {}; ///< Folder of PostgreSQL's programs; empty = the newest found.
    SealKey key {};
};

/// What it brought back.
struct PointInTimeOutcome {
    QString stream;
    QString base;
    int segments = 0;
    QDateTime until; ///< The database stands as it was then.
    std::vector<PointInTimeTill> tills {};
    QStringList notes {}; ///< What people should know.
};

/// Makes a data directory with the database as it was at a moment and the journals of its tills:
/// from a base backup, the log after it, and the copies of entries. All of it is made beside the
/// directory and moved there at the end: old or new, never between. Blocks; used by one thread.
class PointInTime
{
public:
    using Progress = std::function<void(const QString &sentence)>;
    PointInTime(PointInTimeRequest request, Progress progress);
    ~PointInTime();
    Q_DISABLE_COPY_MOVE(PointInTime)

    /// Errors: NotFound (no base, or none that reaches back so far; detail says what there is);
    /// Invalid/BadField (field "directory": it is not empty; "at"); Conflict (field = a file that
    /// is not what was written); as ClientProgram, Cluster, JournalRebuild.
    Result<PointInTimeOutcome> restore();

private:
    Result<void> choose();
    Result<QString> newestStream() const;
    Result<void> checkDirectory();
    Result<void> prepareDraft();
    Result<void> unpackBase();
    Result<void> unpackLog();
    Result<void> recover();
    Result<void> recoverOnce(const QStringList &settings);
    Result<void> rebuildJournals();
    Result<void> bringShopFiles() const;
    Result<void> moveIntoPlace();
    QString clusterFolder() const;
    void say(const QString &sentence) const;

    const PointInTimeRequest m_request;
    const Progress m_progress;
    const QString m_draft;
    std::optional<DataDirectory> m_lock; ///< Of the draft.
    std::unique_ptr<Cluster> m_cluster; ///< Of the draft.
    std::optional<WalFolder> m_folder;
    WalCatalog m_catalog;
    BaseRecord m_base;
    PointInTimeOutcome m_outcome;
};
