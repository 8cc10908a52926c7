#pragma once

#include <QByteArray>

#include <chrono>

/// How long ago, by the machine's clock, the change happened that an @p event of a followed order
/// tells: its `"changed_at_utc":"2026-03-02T08:00:01.123456Z"`; never less than nothing.
std::chrono::microseconds sinceMomentOf(const QByteArray &event);
