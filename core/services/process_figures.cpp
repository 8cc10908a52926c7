#include "process_figures.h"

#include "metrics_text.h"

using namespace Qt::StringLiterals;

void writeProcess(MetricsText &text)
{
    using Type = MetricsText::Type;
    const ProcessFigures figures = readProcessFigures();
    text.family("bakehouse_build_info", Type::Gauge, "What this program is; always 1.")
        .sample(1,
                {{.name = "version", .value = QStringLiteral(BAKEHOUSE_VERSION)},
                 {.name = "qt", .value = QString::fromLatin1(qVersion())}});
    text.family("bakehouse_process_resident_memory_bytes", Type::Gauge,
                "Resident memory of this process.")
        .sample(figures.residentBytes);
    text.family("bakehouse_process_virtual_memory_bytes", Type::Gauge,
                "Virtual memory of this process.")
        .sample(figures.virtualBytes);
    text.family("bakehouse_process_cpu_seconds_total", Type::Counter,
                "User and system CPU time of this process.")
        .decimal(figures.cpuMicroseconds, 6);
    text.family("bakehouse_process_open_fds", Type::Gauge, "Open file descriptors.")
        .sample(figures.openFiles);
    text.family("bakehouse_process_max_fds", Type::Gauge, "Limit of open file descriptors.")
        .sample(figures.openFilesLimit);
    text.family("bakehouse_process_start_time_seconds", Type::Gauge,
                "When this process started, since 1970.")
        .decimal(figures.startedAtMs, 3);
}
