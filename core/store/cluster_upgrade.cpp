#include "cluster_upgrade.h"

#include "audit_store.h"
#include "call_supervisor.h"
#include "cluster_switch.h"
#include "database.h"
#include "failpoint.h"
#include "migrations.h"
#include "server_probe.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QStorageInfo>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(clusterLog, "bakehouse.cluster")

constexpr int longestMs = 7'200'000;
constexpr int beatMs = 20;
constexpr int finishTimeoutMs = 120'000; // A last checkpoint of all that was copied.
constexpr qint64 spareBytes = 300'000'000; // The new cluster's own files and log.

/// A number of its own for each server, so that one which is still on its way out disturbs nobody.
/// Nothing listens on the network: it is a part of the socket's name.
int anyPort()
{
    return QRandomGenerator::global()->bounded(20'000, 60'000);
}

/// Until it is synced as a whole the new cluster is only a draft: safety would be paid for twice.
QStringList draftOptions()
{
    return {u"fsync=off"_s,
            u"full_page_writes=off"_s,
            u"synchronous_commit=off"_s,
            u"wal_level=minimal"_s,
            u"max_wal_senders=0"_s,
            u"archive_mode=off"_s,
            u"max_wal_size=4GB"_s,
            u"maintenance_work_mem=128MB"_s,
            u"autovacuum=off"_s,
            u"checkpoint_timeout=1h"_s};
}

Error conflict(const QString &sentence)
{
    return {
        .code = Error::Code::Conflict, .reason = Error::Reason::Unspecified, .detail = sentence};
}

Error cancelled()
{
    return {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
}

bool waitForEnd(ServerProcess &server)
{
    const QDeadlineTimer deadline(finishTimeoutMs);
    while (!server.ended() && !deadline.hasExpired())
        std::this_thread::sleep_for(std::chrono::milliseconds(beatMs));
    return server.ended();
}

}

ClusterUpgrade::ClusterUpgrade(Plan plan)
    : m_plan(std::move(plan))
    , m_old {.launch = {.binaries = m_plan.from,
                        .account = m_plan.account,
                        .folder = m_plan.folder,
                        .niceness = m_plan.niceness,
                        .pause = m_plan.pause},
             .port = anyPort()}
    , m_new {.launch = {.binaries = m_plan.to,
                        .account = m_plan.account,
                        .folder = m_plan.folder,
                        .niceness = m_plan.niceness,
                        .pause = m_plan.pause},
             .port = anyPort()}
{
}

ClusterUpgrade::~ClusterUpgrade()
{
    for (Side *side : {&m_old, &m_new})
        static_cast<void>(close(*side));
    if (!m_draft.isEmpty())
        QDir(m_draft).removeRecursively(); // Not there any more once it was accepted.
}

void ClusterUpgrade::stop()
{
    m_copy.stop();
}

Result<QString> ClusterUpgrade::run()
{
    failpoint("upgrade.begun");
    using Step = Result<void> (ClusterUpgrade::*)();
    for (const Step step :
         {&ClusterUpgrade::makeDraft, &ClusterUpgrade::startBoth, &ClusterUpgrade::checkSpace,
          &ClusterUpgrade::copy, &ClusterUpgrade::compare, &ClusterUpgrade::verify}) {
        if (const Result<void> done = (this->*step)(); !done)
            return done.error();
    }
    for (Side *side : {&m_old, &m_new}) {
        if (const Result<void> closed = close(*side); !closed)
            return closed.error();
    }
    if (const Result<void> synced = syncDraft(); !synced)
        return synced.error();
    failpoint("upgrade.checked");
    const ClusterSwitch change(m_plan.folder.dataDirectory());
    const QString aside = change.asideName(m_plan.from.major);
    if (const Result<void> changed = change.decide(QFileInfo(m_draft).fileName(), aside); !changed)
        return changed.error();
    return QDir(m_plan.folder.dataDirectory()).filePath(aside);
}

Result<void> ClusterUpgrade::makeDraft()
{
    const Result<QString> draft = m_plan.folder.makeDraft(m_plan.account);
    if (!draft)
        return draft.error();
    m_draft = *draft;
    m_new.launch.folder = m_plan.folder.draft(m_draft);
    if (const Result<void> made = m_new.launch.initialise(m_draft, {u"--no-sync"_s}); !made)
        return made.error();
    if (const Result<void> signedDraft = m_plan.folder.sign(m_draft, m_plan.account); !signedDraft)
        return signedDraft.error();
    failpoint("upgrade.made");
    return {};
}

Result<void> ClusterUpgrade::startBoth()
{
    m_new.launch.options = draftOptions();
    for (Side *side : {&m_old, &m_new}) {
        side->launch.options.append(u"port=%1"_s.arg(side->port));
        if (const Result<void> opened = open(*side); !opened)
            return opened.error();
    }
    failpoint("upgrade.started");
    return {};
}

Result<void> ClusterUpgrade::open(Side &side)
{
    const Result<void> configured =
        side.launch.folder.configure(m_plan.account, m_plan.socketFolder, m_plan.extraSettings);
    if (!configured)
        return configured.error();
    if (const Result<void> started = side.launch.start(side.server); !started)
        return started.error();
    if (const Result<void> there = ensureDatabase(m_plan.socketFolder, side.port); !there)
        return there.error();
    Result<std::unique_ptr<CopyEnd>> end = CopyEnd::open(addressOf(side));
    if (!end)
        return end.error();
    side.end = *std::move(end);
    return {};
}

Result<void> ClusterUpgrade::close(Side &side)
{
    side.end.reset();
    if (!side.server)
        return {};
    side.server->request(ServerProcess::Request::FinishNow);
    const bool ended = waitForEnd(*side.server);
    if (!ended) {
        side.server->request(ServerProcess::Request::FinishAtOnce);
        waitForEnd(*side.server);
    }
    const bool clean = ended && side.server->succeeded();
    side.server.reset();
    return clean ? Result<void>()
                 : Error {.code = Error::Code::Unavailable,
                          .detail = u"a database server did not finish as it should"_s};
}

DatabaseAddress ClusterUpgrade::addressOf(const Side &side) const
{
    return DatabaseAddress::forSocket(m_plan.socketFolder, clusterRole(), clusterDatabase())
        .with(u"port"_s, QString::number(side.port));
}

Result<void> ClusterUpgrade::checkSpace()
{
    const Result<CopyFacts> facts = m_old.end->facts();
    if (!facts)
        return facts.error();
    m_holdsShop = facts->holdsShop;
    const qint64 free = QStorageInfo(m_plan.folder.dataDirectory()).bytesAvailable();
    if (free >= facts->sizeBytes + spareBytes)
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = m_plan.folder.dataDirectory(),
                  .detail = u"a second database of %1 MB does not fit beside the first"_s.arg(
                      facts->sizeBytes / 1'000'000)};
}

Result<void> ClusterUpgrade::copy()
{
    const Result<QByteArray> roles = m_old.end->roles();
    if (!roles)
        return roles.error();
    if (const Result<void> made = m_new.end->makeRoles(*roles); !made)
        return made.error();
    // Programs of the new version read every older server; a server alone brings none.
    const bool whole = QFileInfo(m_plan.to.program(u"pg_dump"_s)).isExecutable()
        && QFileInfo(m_plan.to.program(u"pg_restore"_s)).isExecutable();
    const Result<void> copied = m_copy.run({.binaries = whole ? m_plan.to : m_plan.from,
                                            .from = addressOf(m_old),
                                            .to = addressOf(m_new),
                                            .extent = DatabaseCopy::Extent::Database});
    if (!copied)
        return copied.error();
    failpoint("upgrade.copied");
    const Result<QStringList> others = m_old.end->otherDatabases();
    if (others && !others->isEmpty())
        qCWarning(clusterLog).noquote() << "what somebody put beside the shop's database stays in "
                                           "the old cluster:"
                                        << others->join(u", "_s);
    return {};
}

Result<void> ClusterUpgrade::compare()
{
    if (!m_holdsShop)
        return {};
    const auto ask = [this] { return goOn(); };
    const Result<TableSums> before = m_old.end->sums(ask);
    if (!before)
        return before.error();
    const Result<TableSums> after = m_new.end->sums(ask);
    if (!after)
        return after.error();
    const QString difference = firstDifference(*before, *after);
    if (!difference.isEmpty())
        return conflict(u"the copy differs: "_s + difference);
    if (const Result<void> analyzed = m_new.end->analyze(); !analyzed)
        return analyzed.error();
    failpoint("upgrade.compared");
    return {};
}

Result<void> ClusterUpgrade::verify()
{
    if (!m_holdsShop)
        return {};
    const Result<int> schema =
        Migrations::bringUp(addressOf(m_new), Migrations::Permission::Upgrade);
    if (!schema)
        return schema.error();
    const Result<QStringList> after = findings(m_new);
    if (!after)
        return after.error();
    if (after->isEmpty())
        return {};
    // What was wrong before is no reason to stay, and no longer known once the schema is another.
    const Result<QStringList> before = findings(m_old);
    if (before && *before == *after)
        return {};
    return conflict(u"verify finds %1 faults in the copy, the first: %2"_s.arg(after->size())
                        .arg(after->first()));
}

Result<QStringList> ClusterUpgrade::findings(const Side &side)
{
    CallSupervisor supervisor;
    Database database({.name = u"upgrade"_s,
                       .address = addressOf(side),
                       .statementTimeoutMs = longestMs,
                       .callTimeoutMs = longestMs,
                       .onHung = {}},
                      supervisor);
    AuditStore audit(database);
    const QFuture<Result<QStringList>> found = audit.verify();
    while (!found.isFinished()) {
        if (!m_plan.pause(beatMs))
            return cancelled();
    }
    return found.result();
}

Result<void> ClusterUpgrade::syncDraft()
{
    const qint64 logOffset = QFileInfo(m_plan.folder.logFile()).size();
    const ServerProcess::Command command {
        .program = m_plan.to.program(u"initdb"_s),
        .arguments = {u"--sync-only"_s, u"--pgdata"_s, m_draft},
        .account = m_plan.account,
        .outputFile = m_plan.folder.logFile(),
        .niceness = m_plan.niceness,
    };
    Result<std::unique_ptr<ServerProcess>> initdb = ServerProcess::start(command);
    if (!initdb)
        return initdb.error();
    while (!(*initdb)->ended())
        std::this_thread::sleep_for(std::chrono::milliseconds(beatMs));
    return (*initdb)->succeeded()
        ? Result<void>()
        : Error {.code = Error::Code::Unavailable, .detail = m_plan.folder.wordsSince(logOffset)};
}
