#pragma once

#include "clock.h"

#include <QUuid>

/// A new UUID version 7: the time of @p clock, the rest from the system's generator. Thread-safe.
QUuid makeRandomUuid(const Clock &clock);
