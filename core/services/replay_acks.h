#pragma once

#include "result.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QSet>

#include <memory>

/// The file that a replay tells of each durable sale, one line, one write. Owned by the replay;
/// main thread.
class ReplayAcks
{
public:
    /// Opens or makes the file and cuts a last line that was torn.
    /// Errors: Unavailable/DirectoryUnusable (field = the path).
    static Result<std::unique_ptr<ReplayAcks>> open(const QString &path);

    static QByteArray line(const QString &receiptOfFile, qint64 number, qint64 totalMinor);
    /// Writes those of @p lines (all sales in the journal, in order) that the file lacks.
    /// Errors: Conflict/JournalForked when it has a line for a sale that the journal does not hold.
    Result<void> complete(const QList<QByteArray> &lines);
    Result<void> write(const QByteArray &line);

private:
    explicit ReplayAcks(const QString &path);
    Result<void> load();
    Error failure() const;

    QFile m_file;
    QSet<QByteArray> m_known; // until complete()
};
