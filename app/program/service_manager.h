#pragma once

#include <QByteArray>

#include <chrono>

/// Tells the system's service manager (systemd's notification socket) @p state, lines of
/// NAME=value. Nothing happens when none started us. Does not wait.
void tellServiceManager(const QByteArray &state);
/// How long the service manager bears our silence before it ends us; zero when it does not mind.
std::chrono::microseconds serviceManagerPatience();
