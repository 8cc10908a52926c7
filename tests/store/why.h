#pragma once

#include "result.h"

#include <QByteArray>

/// What a test says when it wanted a value and got an Error: QVERIFY2(result, why(result)).
template <typename T> QByteArray why(const Result<T> &result)
{
    return result ? QByteArray() : describe(result.error()).toUtf8();
}
