#include "replay_acks.h"

using namespace Qt::StringLiterals;

ReplayAcks::ReplayAcks(const QString &path)
    : m_file(path)
{
}

Result<std::unique_ptr<ReplayAcks>> ReplayAcks::open(const QString &path)
{
    std::unique_ptr<ReplayAcks> acks(new ReplayAcks(path));
    if (const Result<void> loaded = acks->load(); !loaded)
        return loaded.error();
    return acks;
}

Result<void> ReplayAcks::load()
{
    // Append makes each line land at the end, unbuffered makes it one write.
    const QIODevice::OpenMode mode =
        QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered;
    if (!m_file.open(mode) || !m_file.seek(0))
        return failure();
    const QByteArray text = m_file.readAll();
    const qsizetype whole = text.lastIndexOf('\n') + 1;
    if (whole < text.size() && !m_file.resize(whole))
        return failure();
    for (qsizetype from = 0; from < whole;) {
        const qsizetype end = text.indexOf('\n', from) + 1;
        m_known.insert(text.sliced(from, end - from));
        from = end;
    }
    return {};
}

QByteArray ReplayAcks::line(const QString &receiptOfFile, qint64 number, qint64 totalMinor)
{
    return receiptOfFile.toUtf8() + ' ' + QByteArray::number(number) + ' '
        + QByteArray::number(totalMinor) + '\n';
}

Result<void> ReplayAcks::complete(const QList<QByteArray> &lines)
{
    for (const QByteArray &line : lines) {
        if (m_known.remove(line))
            continue;
        if (Result<void> written = write(line); !written)
            return written;
    }
    if (m_known.isEmpty())
        return {};
    return Error {.code = Error::Code::Conflict,
                  .reason = Error::Reason::JournalForked,
                  .field = m_file.fileName(),
                  .detail = u"the journal has no sale for \"%1\""_s.arg(
                      QString::fromUtf8(m_known.cbegin()->trimmed()))};
}

Result<void> ReplayAcks::write(const QByteArray &line)
{
    if (m_file.write(line) != line.size())
        return failure();
    return {};
}

Error ReplayAcks::failure() const
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = m_file.fileName(),
            .detail = m_file.errorString()};
}
