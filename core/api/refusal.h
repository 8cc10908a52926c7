#pragma once

#include "answer.h"

/// Why the guard turns a request or a connection away, before any call sees it.
enum class Refusal {
    MalformedRequestLine,
    TargetTooLong,
    UnsupportedVersion,
    MalformedHeader,
    HeadTooLarge,
    TooManyHeaders,
    BadHost,
    RepeatedHeader,
    BadContentLength,
    BodyTooLarge,
    TransferEncoding,
    UnknownExpectation,
    UpgradeRefused,
    HeadTimeout,
    BodyTimeout,
    HandlerTimeout,
    TooManyConnections,
};

/// Stable word of a refusal, for the answer and the log.
QByteArray refusalWord(Refusal refusal);
/// The whole answer, in the form of all errors; @p requestId as in errorForm().
Answer refusalAnswer(Refusal refusal, QByteArrayView requestId = {});
