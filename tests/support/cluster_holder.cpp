#include "cluster.h"
#include "data_directory.h"

#include <QCoreApplication>
#include <QFutureWatcher>

#include <cstdio>

/// Owns the data directory of its first argument and runs its cluster until it is killed; prints
/// the server's process id when it answers, or why it does not.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Result<DataDirectory> directory =
        DataDirectory::prepare(QCoreApplication::arguments().value(1));
    const Result<void> claimed =
        directory ? directory->claim(QStringLiteral("cluster_holder")) : directory.error();
    if (!claimed) {
        std::puts(qUtf8Printable(describe(claimed.error())));
        return 1;
    }
    Cluster cluster(
        {.dataDirectory = directory->path(), .binaries = {}, .niceness = 0, .extraSettings = {}});
    QFutureWatcher<Result<void>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &application, [&cluster, &watcher] {
        const Result<void> started = watcher.future().result();
        if (started)
            std::printf("running %lld\n", static_cast<long long>(cluster.serverPid()));
        else
            std::puts(qUtf8Printable(describe(started.error())));
        std::fflush(stdout);
    });
    watcher.setFuture(cluster.start());
    return QCoreApplication::exec();
}
