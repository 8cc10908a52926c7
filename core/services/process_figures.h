#pragma once

#include <QtGlobal>

class MetricsText;

/// What the operating system says about this process. What it does not say is 0.
struct ProcessFigures {
    qint64 residentBytes = 0;
    qint64 virtualBytes = 0;
    qint64 cpuMicroseconds = 0; ///< User and system.
    qint64 openFiles = 0;
    qint64 openFilesLimit = 0;
    qint64 startedAtMs = 0; ///< Since 1970.
};

/// One implementation per platform. Thread-safe; no device is waited for.
ProcessFigures readProcessFigures();
/// The figures of this process and what program it is, as families.
void writeProcess(MetricsText &text);
