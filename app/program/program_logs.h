#pragma once

#include "metrics.h"

#include <QString>

#include <memory>

class LogFile;
class Settings;

/// What a program that owns a data directory writes down about itself in DIR/logs: its log, and a
/// report when it crashes. Tells once of crashes of the runs before. One in a program, owned by
/// main; made before anything else that could crash.
class ProgramLogs final
{
public:
    /// Crashes are reported from here on; @p settings say where the data directory is.
    explicit ProgramLogs(const Settings &settings);
    /// The log file ends; log lines go on to standard error.
    ~ProgramLogs();
    Q_DISABLE_COPY_MOVE(ProgramLogs)

    /// The directory is ours: begins the log file unless the settings say otherwise, tells of
    /// crashes.
    void begin();
    /// Shows there what became of the lines of the log file, where there is one.
    void countIn(Metrics &metrics);

private:
    const Settings &m_settings;
    const QString m_folder;
    std::shared_ptr<LogFile> m_file;
    Metrics::Place m_place;
};
