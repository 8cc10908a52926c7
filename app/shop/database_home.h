#pragma once

#include "address.h"
#include "cluster.h"
#include "data_directory.h"
#include "database_work.h"
#include "settings.h"

#include <functional>
#include <memory>
#include <stop_token>

/// Where the API answers; empty where it does not. A value.
struct ApiUrls {
    QString http;
    QString https {};
};

/// The private cluster of @p directory as the settings want it.
Cluster::Options clusterOptions(const Settings &settings, const DataDirectory &directory);

/// Which database this run uses and whose data directory it is: the private cluster of a directory
/// we own, that of its running owner, or a shared server. Owned by main; lives on the main thread.
class DatabaseHome
{
public:
    enum class Claim {
        Own, ///< A till or server: refused when the directory has an owner.
        OwnOrAttach, ///< A short command.
        AttachOnly, ///< A question: never makes a new shop.
    };
    /// Errors: Conflict/DirectoryOwned, Unavailable/DirectoryUnusable, Invalid/BadField, NotFound
    /// (AttachOnly in a directory without a shop).
    static Result<std::unique_ptr<DatabaseHome>> open(const Settings &settings,
                                                      const QString &program, Claim claim);
    /// Withdraws run.json and stops the cluster.
    ~DatabaseHome();

    const DataDirectory &directory() const { return m_directory; }
    const DatabaseAddress &address() const { return m_address; }
    bool owner() const { return m_directory.owned(); }
    bool shared() const { return m_shared; }
    Cluster *cluster() const { return m_cluster.get(); }
    /// The owner that this run is attached to.
    const std::optional<RunningOwner> &attachedTo() const { return m_attachedTo; }

    /// Starts the cluster when it is ours to start, brings the schema up, tells others where the
    /// database is. Blocks: for start-up. A shared server that is away is no error: @p schemaReady
    /// says whether it was reached.
    Result<void> start(bool *schemaReady = nullptr);
    /// Starts our own cluster and waits until it answers; nothing to do where there is none.
    /// Blocks. Errors: as Cluster::start().
    Result<void> startServer();
    /// Brings the schema up once the server can be reached: an older one of our own cluster is
    /// backed up and changed, @p told hears of it on the calling thread. Blocks up to the server's
    /// connect timeout, and for an upgrade. Errors: as upgradeSchema().
    Result<void> bringSchemaUp(const std::function<void(DatabaseWork)> &told = {});
    /// The same for a shared server too, where an upgrade is asked for. Gives the version. Errors:
    /// also Conflict/DirectoryOwned (an older program owns the directory and works with it).
    Result<int> migrate();
    /// A backup before an upgrade ends; later ones too. Thread-safe.
    void cancelUpgrade() { m_stop.request_stop(); }
    /// Tells others where database and API are. Writes a file; thread-safe.
    void publishApi(const ApiUrls &urls);
    /// Wakes what hangs in our own cluster. Thread-safe.
    void wake(qint64 backendPid);

private:
    DatabaseHome(DataDirectory directory, QString program, const Settings &settings);
    Result<int> upgrade(const std::function<void(DatabaseWork)> &told);
    Result<void> attach(const Settings &settings, Claim claim);
    Result<void> useServer(const QString &url, Claim claim);
    Result<void> join(const QString &url, Claim claim);
    Result<void> announce(const ApiUrls &urls) const;
    bool hasCluster() const;
    Result<void> claimDirectory();
    Result<void> attachToOwner();

    DataDirectory m_directory;
    const QString m_program;
    const Settings m_settings; ///< As of the start.
    const QDateTime m_since;
    std::stop_source m_stop;
    DatabaseAddress m_address;
    std::unique_ptr<Cluster> m_cluster;
    std::optional<RunningOwner> m_attachedTo;
    QString m_announcement; ///< The file that says where our database is; empty when we share none.
    bool m_shared = false;
};
