#pragma once

#include "result.h"

#include <QFuture>
#include <QPromise>

#include <memory>

/// A promise that a continuation can hold; broken (the future is cancelled) when nobody holds it
/// any more.
template <typename T> using SharedPromise = std::shared_ptr<QPromise<Result<T>>>;

template <typename T> SharedPromise<T> makePromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T> void fulfil(const SharedPromise<T> &promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

/// A future that has failed already.
template <typename T> QFuture<Result<T>> failedFuture(Error error)
{
    return QtFuture::makeReadyFuture(Result<T>(std::move(error)));
}
