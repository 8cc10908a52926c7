#pragma once

#include "result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

/// Calls @p continuation with the result on the thread of @p context, unless the context is gone by
/// then. A cancelled future calls it too, with an Error.
template <typename T, typename F>
void whenDone(const QFuture<Result<T>> &future, QObject *context, F continuation)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, continuation = std::move(continuation)]() mutable {
                         const QFuture<Result<T>> done = watcher->future();
                         watcher->deleteLater();
                         if (done.isCanceled() || done.resultCount() == 0)
                             continuation(Result<T>(Error {.code = Error::Code::Internal,
                                                           .reason = Error::Reason::Cancelled}));
                         else
                             continuation(done.result());
                     });
    watcher->setFuture(future);
}
