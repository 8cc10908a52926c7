#pragma once

#include <QList>

/// The processes of a shop as the system knows them, to be killed and stopped by a test.
/// Those that @p parent started and that live.
QList<qint64> childrenOf(qint64 parent);
/// Neither gone nor waiting to be collected.
bool isAlive(qint64 pid);
bool isStopped(qint64 pid);
/// Nothing happens to a process that is gone.
void signalTo(qint64 pid, int signal);
void signalTo(const QList<qint64> &pids, int signal);
