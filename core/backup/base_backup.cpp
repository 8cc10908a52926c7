#include "base_backup.h"

#include "failpoint.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

/// The archive begins with backup_label, which names the first segment of the log that is needed.
QString firstSegmentIn(const QByteArray &start)
{
    static const QRegularExpression pattern(
        u"START WAL LOCATION: [0-9A-F/]+ \\(file ([0-9A-F]{24})\\)"_s);
    return pattern.match(QString::fromLatin1(start)).captured(1);
}

Error noLabel()
{
    return {.code = Error::Code::Internal,
            .reason = Error::Reason::Defect,
            .field = u"pg_basebackup"_s,
            .detail = u"the copy does not say where in the log it begins"_s};
}

QString nameOf(const QDateTime &startedAt)
{
    return startedAt.toString(u"'base-'yyyyMMdd'T'HHmmsszzz'Z.base'"_s);
}

/// What is on the disk is what was meant: sum, key and compression.
Result<void> readBack(const QString &path, const SealKey &key)
{
    SealedReader reader(path, key);
    if (Result<void> opened = reader.open(); !opened)
        return opened;
    while (true) {
        const Result<QByteArray> portion = reader.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            return {};
    }
}

QStringList argumentsFor(BaseBackup::Pace pace)
{
    return {u"--pgdata"_s,      u"-"_s,
            u"--format"_s,      u"tar"_s,
            u"--wal-method"_s,  u"fetch"_s,
            u"--checkpoint"_s,  pace == BaseBackup::Pace::AtOnce ? u"fast"_s : u"spread"_s,
            u"--no-password"_s, u"--label"_s,
            u"bakehouse"_s};
}

}

Result<BaseRecord> BaseBackup::make(const Request &request)
{
    BaseRecord record {.startedAt = QDateTime::currentDateTimeUtc(), .heads = request.heads};
    record.name = nameOf(record.startedAt);
    const QString path = request.folder.file(record.name);
    SealedWriter file(path, request.folder.key());
    if (const Result<void> opened = file.open(); !opened)
        return opened.error();
    const Result<void> started = m_program.start({.binaries = request.binaries,
                                                  .program = u"pg_basebackup"_s,
                                                  .arguments = argumentsFor(request.pace),
                                                  .address = request.address});
    if (!started)
        return started.error();
    if (const Result<void> copied = copy(file, record); !copied) {
        m_program.stop();
        static_cast<void>(m_program.finish());
        return copied.error();
    }
    failpoint("base_backup.before_commit");
    if (const Result<qint64> written = file.commit(); !written)
        return written.error();
    if (const Result<void> same = readBack(path, request.folder.key()); !same) {
        QFile::remove(path);
        return same.error();
    }
    failpoint("base_backup.after_commit");
    return record;
}

Result<void> BaseBackup::copy(SealedWriter &file, BaseRecord &record)
{
    constexpr qsizetype startBytes = 4'096;
    m_program.closeInput();
    QByteArray start;
    while (true) {
        const Result<QByteArray> portion = m_program.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            break;
        if (start.size() < startBytes)
            start += portion->first(std::min(portion->size(), startBytes));
        record.rawBytes += portion->size();
        if (Result<void> written = file.write(*portion); !written)
            return written;
    }
    if (Result<void> finished = m_program.finish(); !finished)
        return finished;
    record.finishedAt = QDateTime::currentDateTimeUtc();
    record.firstSegment = firstSegmentIn(start);
    return record.firstSegment.isEmpty() ? noLabel() : Result<void>();
}
