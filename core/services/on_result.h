#pragma once

#include "result.h"

#include <QFuture>

/// Calls @p continuation with the result on whichever thread has it (at once when it is there
/// already); a cancelled future calls it too, with an Error. For code without a QObject: whenDone()
/// is for the rest. Takes the one continuation that a QFuture has; @p continuation is copied and
/// must be quick.
template <typename T, typename F> void onResult(QFuture<Result<T>> future, F continuation)
{
    future
        .then(QtFuture::Launch::Sync,
              [continuation](const Result<T> &result) mutable { continuation(result); })
        .onCanceled([continuation]() mutable {
            continuation(Result<T>(
                Error {.code = Error::Code::Internal, .reason = Error::Reason::Cancelled}));
        });
}
