#include "scratch_cluster.h"

#include "client_program.h"
#include "database_content.h"
#include "disk_cache.h"
#include "failpoint.h"

#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Nothing here outlives a crash, and nothing has to: keep() comes at the end, or the folder goes.
QStringList quickSettings()
{
    return {u"fsync = off"_s,
            u"full_page_writes = off"_s,
            u"synchronous_commit = off"_s,
            u"wal_level = minimal"_s,
            u"max_wal_senders = 0"_s,
            u"max_wal_size = 4GB"_s,
            u"checkpoint_timeout = 1h"_s,
            u"autovacuum = off"_s,
            u"maintenance_work_mem = 128MB"_s};
}

}

ScratchCluster::ScratchCluster(const QString &folder)
    : m_folder(folder)
{
}

ScratchCluster::~ScratchCluster() = default;

Result<std::unique_ptr<ScratchCluster>> ScratchCluster::start(const QString &folder,
                                                              const QString &binaries)
{
    std::unique_ptr<ScratchCluster> scratch(new ScratchCluster(folder));
    scratch->m_cluster =
        std::make_unique<Cluster>(Cluster::Options {.dataDirectory = folder,
                                                    .binaries = binaries,
                                                    .niceness = 10,
                                                    .extraSettings = quickSettings()});
    QFuture<Result<void>> started = scratch->m_cluster->start();
    started.waitForFinished();
    const Result<void> outcome = started.result();
    if (!outcome)
        return outcome.error();
    return scratch;
}

Result<void> ScratchCluster::keep()
{
    m_cluster.reset();
    failpoint("restore.stopped");
    if (syncFileSystem(m_folder))
        return {};
    return Error {.code = Error::Code::Unavailable,
                  .reason = Error::Reason::DirectoryUnusable,
                  .field = m_folder,
                  .detail = u"the disk did not take what was restored"_s};
}

Result<void> fillDatabase(const DatabaseAddress &address, const RestoreSource &source,
                          const std::stop_token &stop)
{
    if (const Result<void> ready = prepareForRestore(address); !ready)
        return ready.error();
    failpoint("restore.prepared");
    QStringList arguments {u"--exit-on-error"_s, u"--no-password"_s,
                           u"--dbname="_s + address.value(u"dbname"_s)};
    if (source.way == RestoreWay::Whole)
        arguments.append(u"--single-transaction"_s);
    else
        arguments.append(u"--jobs=%1"_s.arg(std::clamp(QThread::idealThreadCount(), 1, 4)));
    arguments.append(source.file);
    ClientProgram restore;
    const std::stop_callback stopping(stop, [&restore] { restore.stop(); });
    const ClientProgram::Command command {.binaries = source.binaries,
                                          .program = u"pg_restore"_s,
                                          .arguments = arguments,
                                          .address = address};
    const Result<QString> done = ClientProgram::run(command, &restore);
    if (!done)
        return done.error();
    failpoint("restore.filled");
    return analyzeRestored(address);
}
