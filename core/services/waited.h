#pragma once

#include "result.h"

#include <QFuture>

/// Waits for @p future. For threads that may wait, which the main thread is not. A cancelled future
/// gives an Error.
template <typename T> Result<T> waited(QFuture<Result<T>> future)
{
    future.waitForFinished();
    if (future.isCanceled() || future.resultCount() == 0)
        return Error {.code = Error::Code::Internal, .reason = Error::Reason::Cancelled};
    return future.result();
}
