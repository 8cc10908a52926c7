#include "head_mark.h"

#include "journal_file.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

constexpr int sequenceDigits = 19;
constexpr int sumDigits = 16;

/// Always of one length, so that each note takes the place of the last.
QByteArray lineOf(const HeadMark::Entry &entry)
{
    const QByteArray content =
        QByteArray::number(entry.sequence).rightJustified(sequenceDigits, '0') + ' '
        + entry.hash.toHex();
    const QByteArray sum = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    return content + ' ' + sum.first(sumDigits) + '\n';
}

}

bool HeadMark::Entry::isIn(JournalFile &file) const
{
    const std::vector<::Entry> found = file.entriesAfter(sequence - 1, 1);
    return !found.empty() && found.front().sequence == sequence && found.front().hash == hash;
}

HeadMark::HeadMark(const QString &folder)
    : m_file(pathIn(folder))
{
}

QString HeadMark::pathIn(const QString &folder)
{
    return folder + u"/journal.head"_s;
}

bool HeadMark::exists() const
{
    return m_file.exists();
}

std::optional<HeadMark::Entry> HeadMark::read() const
{
    QFile file(m_file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readLine(1'000);
    const Entry entry {
        .sequence = line.first(std::min<qsizetype>(sequenceDigits, line.size())).toLongLong(),
        .hash = QByteArray::fromHex(line.split(' ').value(1))};
    return line == lineOf(entry) ? std::optional(entry) : std::nullopt;
}

void HeadMark::write(const Entry &entry)
{
    if ((m_file.isOpen() || m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        && m_file.seek(0))
        m_file.write(lineOf(entry));
}
