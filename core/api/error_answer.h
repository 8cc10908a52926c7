#pragma once

#include "answer.h"
#include "error.h"

/// An error in the form of all errors: {"error": sentence, "code": word, "details": {…}}; never to
/// be stored.
Answer problemAnswer(int status, const QByteArray &code, const QString &sentence);
/// The answer to a failed call. What the error keeps for the log stays out of it.
Answer errorAnswer(const Error &error);
/// The machine word of an error; the list of them is part of the contract.
QString errorWord(const Error &error);
