#pragma once

#include "result.h"

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QString>

/// A line on standard output, at once.
void print(const QString &line);
/// Whether somebody reads standard output on a terminal.
bool outputIsTerminal();
/// A line on standard error; of the log where that is JSON.
void complain(const QString &line);
/// The error as a sentence on standard error; gives the exit code 1.
int fail(const Error &error);

/// Runs the event loop until @p future has its result. For commands; the window never waits.
template <typename T> Result<T> await(const QFuture<Result<T>> &future)
{
    QFutureWatcher<Result<T>> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    if (future.isCanceled() || future.resultCount() == 0)
        return Error {.code = Error::Code::Internal, .reason = Error::Reason::Cancelled};
    return future.result();
}
