#include "commit_probe.h"

#include "host_system.h"
#include "sqlite_connection.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowBytes = 700;
constexpr qsizetype blockBytes = 4096;

Error unusable(const QString &folder, const QString &detail)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = folder,
            .detail = detail};
}

double perSecond(int times, const QElapsedTimer &timer)
{
    return times * 1e9 / double(std::max(timer.nsecsElapsed(), qint64(1)));
}

} // namespace

Result<double> bareCommitsPerSecond(const QString &folder, int commits)
{
    const QTemporaryDir scratch(folder + u"/probe-XXXXXX"_s);
    if (!scratch.isValid())
        return unusable(folder, scratch.errorString());
    try {
        SqliteConnection connection(scratch.filePath(u"probe.sqlite"_s),
                                    SqliteConnection::Access::Make);
        connection.execute(u"sqlite_wal"_s);
        connection.execute(u"sqlite_synchronous_full"_s);
        connection.execute(u"probe_make_rows"_s);
        const QVariantList row {QByteArray(rowBytes, 'x')};
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < commits; ++i)
            connection.run(u"probe_insert"_s, row);
        return perSecond(commits, timer);
    } catch (const SqliteFailure &failure) {
        return unusable(folder, failure.message);
    }
}

Result<double> syncsPerSecond(const QString &folder, int syncs)
{
    const QTemporaryDir scratch(folder + u"/probe-XXXXXX"_s);
    QFile file(scratch.filePath(u"block"_s));
    if (!scratch.isValid() || !file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return unusable(folder, scratch.isValid() ? file.errorString() : scratch.errorString());
    const QByteArray block(blockBytes, 'x');
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < syncs; ++i) {
        if (!file.seek(0) || file.write(block) != block.size() || !syncContent(file))
            return unusable(folder, file.errorString());
    }
    return perSecond(syncs, timer);
}
