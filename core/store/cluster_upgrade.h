#pragma once

#include "copy_end.h"
#include "database_copy.h"
#include "server_launch.h"

/// Carries the cluster of an older PostgreSQL over to a newer one: a new cluster is made beside it,
/// filled by dump and restore, compared and verified, and only then put in its place; the old one
/// is kept. Until that moment nothing of the old one is changed. Owned and run by the cluster's
/// thread, which holds the directory's lock and has seen to it that no server runs; stop() is
/// thread-safe.
class ClusterUpgrade
{
public:
    struct Plan {
        ClusterFolder folder; ///< The old cluster.
        ServerAccount account;
        QString socketFolder;
        ServerBinaries from;
        ServerBinaries to;
        int niceness = 0;
        QStringList extraSettings;
        ServerLaunch::Pause pause;
    };
    explicit ClusterUpgrade(Plan plan);
    /// Ends both servers; a draft that was not accepted goes.
    ~ClusterUpgrade();
    Q_DISABLE_COPY_MOVE(ClusterUpgrade)

    /// Gives the folder in which the old cluster is kept. Errors: Unavailable (a server's or
    /// program's own words; too little disk; Cancelled), Conflict (the copy differs, or `verify`
    /// finds in it what it does not find in the old one). After an error the old cluster counts.
    Result<QString> run();
    void stop();

private:
    /// A server that is up for the time of the upgrade.
    struct Side {
        ServerLaunch launch;
        int port = 0;
        std::unique_ptr<ServerProcess> server {};
        std::unique_ptr<CopyEnd> end {};
    };
    Result<void> makeDraft();
    Result<void> startBoth();
    Result<void> checkSpace();
    Result<void> copy();
    Result<void> compare();
    Result<void> verify();
    Result<void> syncDraft();
    Result<void> open(Side &side);
    Result<void> close(Side &side);
    DatabaseAddress addressOf(const Side &side) const;
    Result<QStringList> findings(const Side &side);
    bool goOn() const { return m_plan.pause(0); }

    const Plan m_plan;
    QString m_draft;
    Side m_old;
    Side m_new;
    bool m_holdsShop = false;
    DatabaseCopy m_copy;
};
