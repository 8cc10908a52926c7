#pragma once

#include "request_rate.h"

#include <QtGlobal>

/// What somebody may still do under a rate, as one moment: when the bucket will be full again. A
/// value; moments are microseconds of any clock that never goes back.
struct TokenBucket {
    qint64 fullAt = 0;

    /// Takes a token if there is one and returns 0; else the microseconds until there is one.
    qint64 take(const RequestRate &rate, qint64 now);
};

/// How long an empty bucket takes to fill, in microseconds.
qint64 fillTime(const RequestRate &rate);
