#include "program_logs.h"

#include "crash_report.h"
#include "data_directory.h"
#include "log_file.h"
#include "log_lines.h"
#include "settings.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(crashLog, "bakehouse.crash")

constexpr qint64 bytesOfAMegabyte = 1'000'000;

QString logsFolder(const Settings &settings)
{
    const QString chosen = settings.text(u"data.directory"_s);
    return (chosen.isEmpty() ? DataDirectory::defaultPath() : chosen) + u"/logs"_s;
}

} // namespace

ProgramLogs::ProgramLogs(const Settings &settings)
    : m_settings(settings)
    , m_folder(logsFolder(settings))
{
    reportCrashesInto(m_folder);
}

ProgramLogs::~ProgramLogs()
{
    logInto(nullptr);
}

void ProgramLogs::countIn(Metrics &metrics)
{
    if (!m_file)
        return;
    m_place = metrics.add([file = m_file](MetricsText &text) {
        const LogFile::Counters counters = file->counters();
        text.family("bakehouse_log_lines_total", MetricsText::Type::Counter,
                    "Lines written into the log file.")
            .sample(counters.written);
        text.family("bakehouse_log_lines_lost_total", MetricsText::Type::Counter,
                    "Lines that the disk of the log file did not take.")
            .sample(counters.lost);
    });
}

void ProgramLogs::begin()
{
    if (m_settings.text(u"log.file"_s) == u"yes"_s) {
        m_file = std::make_shared<LogFile>(
            LogFile::Options {.path = m_folder + u"/bakehouse.log"_s,
                              .mostBytes = m_settings.integer(u"log.file_mb"_s) * bytesOfAMegabyte,
                              .files = int(m_settings.integer(u"log.files"_s))});
        logInto(m_file);
    }
    for (const CrashReport &report : takeCrashReports(m_folder))
        qCCritical(crashLog).noquote()
            << "an earlier run ended by" << report.summary + u"; see "_s + report.path;
}
