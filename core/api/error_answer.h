#pragma once

#include "answer.h"
#include "error.h"

#include <QByteArrayList>

/// What is answered without asking anybody.
enum class Problem {
    UnknownAddress,
    UnknownMethod,
    WrongHost,
    TooManyRequests,
    TooManyUnknownIds,
    TooManyStreams, ///< From one address.
    AllStreamsTaken,
    NotJson,
    MalformedJson,
    Unhealthy,
    KeyMissing,
    KeyNotValid, ///< Unknown, expired, revoked or no key at all.
    KeyExposed, ///< It came where others can read along.
    ScopeMissing,
    PickupNotPossible,
};

/// An error in the form of all errors: {"error": sentence, "code": word, "details": {…}}; never to
/// be stored. Words come from a list only: those of Problem, Refusal and Error. What is not the
/// client's fault (5xx) says @p requestId, under which the log has more.
Answer errorForm(int status, const QByteArray &word, const QString &sentence,
                 QByteArrayView requestId = {});
/// The answer to a problem; with a @p sentence that says more than the usual one, and the field and
/// place that it is @p about.
Answer problemAnswer(Problem which, const QString &sentence = {}, const Error &about = {});
QByteArray problemWord(Problem which);
/// The answer to a failed call. What the error keeps for the log stays out of it.
Answer errorAnswer(const Error &error, QByteArrayView requestId = {});
/// The machine word of an error.
QString errorWord(const Error &error);
/// Every word that can stand in "code", sorted; part of the contract.
QByteArrayList errorWords();
