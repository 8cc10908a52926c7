#include "cluster_runner.h"
#include "cluster_switch.h"
#include "cluster_upgrade.h"
#include "failpoint.h"
#include "predecessor.h"
#include "server_launch.h"
#include "server_probe.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

// How the runner brings the server up; what it does while it runs is in cluster_runner.cpp.

namespace {

Q_LOGGING_CATEGORY(clusterLog, "bakehouse.cluster")

}

Result<void> Cluster::Runner::bringUp()
{
    const Result<void> prepared = prepare();
    if (!prepared)
        return prepared.error();
    Predecessor predecessor(m_folder, m_account, m_socketFolder,
                            [this](int ms) { return pause(ms); });
    Result<std::unique_ptr<ServerProcess>> found = predecessor.settle();
    if (!found)
        return found.error();
    m_server = std::move(*found);
    const Result<void> launched = m_server ? Result<void>() : launch();
    if (!launched)
        return launched.error();
    failpoint("cluster.ready");
    const Result<void> answered = ensureDatabase(m_socketFolder);
    if (!answered)
        return answered.error();
    if (m_options.access == SocketAccess::Group) {
        if (const Result<void> made = ensureCounterRole(m_socketFolder); !made)
            return made.error();
    }
    failpoint("cluster.answered");
    m_pid = m_server->pid();
    m_upSince.start();
    return {};
}

Result<void> Cluster::Runner::prepare()
{
    // Before anything else looks whether a cluster is there and whose it is.
    const Result<void> switched = ClusterSwitch(m_folder.dataDirectory()).finish();
    if (!switched)
        return switched.error();
    const Result<ServerAccount> account = ServerAccount::forCluster(m_folder.path());
    if (!account)
        return account.error();
    {
        const std::lock_guard lock(m_mutex);
        m_account = *account;
    }
    const Result<void> reachable = m_account.checkWay(m_folder.dataDirectory());
    if (!reachable)
        return reachable.error();
    const Result<void> socket = m_account.ensureOwnFolder(m_socketFolder, m_options.access);
    if (!socket)
        return socket.error();
    const Result<int> major = m_folder.major();
    if (!major)
        return major.error();
    m_folder.rotateLog();
    const Result<ServerBinaries> binaries = binariesFor(*major);
    if (!binaries)
        return binaries.error();
    m_binaries = *binaries;
    const Result<void> made = *major == 0 ? makeCluster() : Result<void>();
    if (!made)
        return made.error();
    failpoint("cluster.accepted");
    return m_folder.configure(m_account, m_socketFolder, m_options.extraSettings, m_options.access);
}

/// Those that will run the cluster of @p major (0: a new one); carries it over before when it is
/// older than what is installed.
Result<ServerBinaries> Cluster::Runner::binariesFor(int major)
{
    const Result<ServerBinaries> newest = ServerBinaries::find(m_options.binaries, 0);
    Result<ServerBinaries> old = ServerBinaries::find(m_options.binaries, major);
    if (major == 0 || !newest || newest->major <= major)
        return old;
    if (!old) // The folder that was asked for holds newer ones only; the system may have both.
        old = ServerBinaries::find({}, major);
    if (m_options.upgrade == Upgrade::Never)
        return old;
    if (!old || std::exchange(m_upgradeTried, true))
        return old;
    return carriedOver(*old, *newest) ? newest : old;
}

/// False when the old cluster still counts.
bool Cluster::Runner::carriedOver(const ServerBinaries &from, const ServerBinaries &to)
{
    QElapsedTimer taken;
    taken.start();
    qCWarning(clusterLog, "the database of PostgreSQL %d is carried over to PostgreSQL %d",
              from.major, to.major);
    const Result<QString> kept = upgrade(from, to);
    if (kept)
        qCWarning(clusterLog).noquote()
            << u"the database was carried over to PostgreSQL %1 in %2 s, with equal sums in every "
               "table and verified. The old one is kept in %3; delete that folder when you no "
               "longer want to go back"_s.arg(to.major)
                   .arg(taken.elapsed() / 1'000)
                   .arg(*kept);
    else
        qCWarning(clusterLog).noquote() << "the database stays with PostgreSQL" << from.major
                                        << "for now:" << describe(kept.error());
    return bool(kept);
}

Result<QString> Cluster::Runner::upgrade(const ServerBinaries &from, const ServerBinaries &to)
{
    Predecessor predecessor(m_folder, m_account, m_socketFolder,
                            [this](int ms) { return pause(ms); });
    Result<std::unique_ptr<ServerProcess>> found = predecessor.settle();
    if (!found)
        return found.error();
    m_server = std::move(*found);
    stopServer();
    ClusterUpgrade upgrade({.folder = m_folder,
                            .account = m_account,
                            .socketFolder = m_socketFolder,
                            .from = from,
                            .to = to,
                            .niceness = m_options.niceness,
                            .extraSettings = m_options.extraSettings,
                            .pause = [this](int ms) { return pause(ms); }});
    noteUpgrade(&upgrade);
    Result<QString> kept = upgrade.run();
    noteUpgrade(nullptr);
    return kept;
}

void Cluster::Runner::noteUpgrade(ClusterUpgrade *upgrade)
{
    const std::lock_guard lock(m_mutex);
    m_upgrade = upgrade;
    if (m_upgrade && m_stopping)
        m_upgrade->stop();
}

ServerLaunch Cluster::Runner::ownLaunch()
{
    return {.binaries = m_binaries,
            .account = m_account,
            .folder = m_folder,
            .niceness = m_options.niceness,
            .pause = [this](int ms) { return pause(ms); }};
}

Result<void> Cluster::Runner::makeCluster()
{
    const Result<QString> draft = m_folder.makeDraft(m_account);
    if (!draft)
        return draft.error();
    failpoint("cluster.draft_made");
    const Result<void> made = ownLaunch().initialise(*draft);
    return made ? m_folder.accept(*draft, m_account) : made;
}

Result<void> Cluster::Runner::launch()
{
    return ownLaunch().start(m_server);
}
