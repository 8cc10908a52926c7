#include "backup_figures.h"

#include "metrics_text.h"

void writeBackups(MetricsText &text, const BackupReport &report)
{
    using Type = MetricsText::Type;
    const auto gauge = [&text](const QByteArray &name, const QByteArray &help, qint64 value) {
        text.family("bakehouse_backup_" + name, Type::Gauge, help).sample(value);
    };
    gauge("wanted", "Whether backups are to be made.", report.folder.isEmpty() ? 0 : 1);
    if (report.folder.isEmpty())
        return;
    gauge("kept", "Backups in the folder.", report.kept);
    gauge("failed", "Whether the last attempt failed.", report.failedAt ? 1 : 0);
    if (report.madeAt) {
        gauge("last_timestamp_seconds", "When the newest verified backup was made.",
              report.madeAt->toSecsSinceEpoch());
        gauge("last_bytes", "Size of the newest backup.", report.madeBytes);
    }
    if (report.drilledAt) {
        gauge("drill_timestamp_seconds", "When a backup was last restored on trial.",
              report.drilledAt->toSecsSinceEpoch());
        gauge("drill_clean", "Whether that drill found nothing wrong.", report.drillClean ? 1 : 0);
    }
    gauge("log_failed", "Whether the log of the database is not kept now.",
          report.walFailure ? 1 : 0);
    if (report.walReceivedAt) {
        gauge("log_timestamp_seconds", "The database can be restored to any moment up to here.",
              report.walReceivedAt->toSecsSinceEpoch());
        gauge("log_bytes", "Size of the kept log with its base backups.", report.walBytes);
    }
    if (report.baseMadeAt)
        gauge("base_timestamp_seconds", "When the newest base backup was finished.",
              report.baseMadeAt->toSecsSinceEpoch());
    gauge("entries_failed", "Whether entries not yet uploaded are not copied now.",
          report.entriesFailure ? 1 : 0);
    if (report.entriesCopiedAt)
        gauge("entries_timestamp_seconds", "When entries not yet uploaded were copied last.",
              report.entriesCopiedAt->toSecsSinceEpoch());
}
