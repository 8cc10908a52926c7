#pragma once

#include <QtGlobal>

#include <vector>

/// What the processes below one process cost, as the system counts it. Values; any thread.
/// @p root itself comes first. Empty when it is gone.
std::vector<qint64> processesBelow(qint64 root);
/// Processor time that they have taken so far, in user and system mode.
double cpuSeconds(const std::vector<qint64> &processes);
/// How many threads a process has; 0 when it is gone.
int threadsOf(qint64 process);
