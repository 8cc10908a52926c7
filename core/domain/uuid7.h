#pragma once

#include <QUuid>

/// A UUID version 7 (RFC 9562 §5.7) from milliseconds since 1970 and 74 random bits taken from
/// @p randomHigh and @p randomLow.
QUuid makeUuid7(qint64 msSinceEpoch, quint64 randomHigh, quint64 randomLow);
