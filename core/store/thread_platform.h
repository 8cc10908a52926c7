#pragma once

#include <QString>

/// Names the calling thread for ps and debuggers; cut to what the system takes (15 bytes on Linux).
void nameThisThread(const QString &name);
/// Lowers the calling thread's share of the processor by @p niceness steps; 0 leaves it.
void lowerThisThread(int niceness);
