#pragma once

#include "result.h"

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QTimer>

/// Spins an event loop until the future is done and gives its result; Timeout after @p timeoutMs.
template <typename T> Result<T> await(const QFuture<Result<T>> &future, int timeoutMs = 30'000)
{
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    if (!future.isFinished())
        return Error {.code = Error::Code::Timeout,
                      .detail = QStringLiteral("the test waited long enough")};
    if (future.isCanceled() || future.resultCount() == 0)
        return Error {.code = Error::Code::Internal, .reason = Error::Reason::Cancelled};
    return future.result();
}
