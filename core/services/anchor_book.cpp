#include "anchor_book.h"

#include "file_lock.h"
#include "host_system.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype columns = 5; // time, till, sequence, hash, occasion

Error unusable(const QString &path, const QString &detail)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = detail};
}

QByteArray lineOf(const TillHead &head, const QString &occasion, const QDateTime &at)
{
    return u"%1 %2 %3 %4 %5\n"_s
        .arg(at.toUTC().toString(Qt::ISODateWithMs), head.till.toString(QUuid::WithoutBraces),
             QString::number(head.sequence), QString::fromLatin1(head.hash.toHex()),
             occasion.simplified())
        .toUtf8();
}

std::optional<ChainAnchor> anchorIn(const QString &line)
{
    const QStringList words = line.split(u' ');
    if (words.size() < columns)
        return {};
    ChainAnchor anchor {.till = QUuid::fromString(words[1]),
                        .sequence = words[2].toLongLong(),
                        .hash = QByteArray::fromHex(words[3].toLatin1()),
                        .at = QDateTime::fromString(words[0], Qt::ISODateWithMs),
                        .occasion = line.section(u' ', columns - 1)};
    const bool sound = !anchor.till.isNull() && anchor.sequence > 0 && anchor.hash.size() == 32
        && words[3].size() == 64 && anchor.at.isValid();
    return sound ? std::optional(anchor) : std::nullopt;
}

/// After the last whole line: what a crash broke off goes.
Result<void> add(const QString &path, const QByteArray &lines)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return unusable(path, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const qint64 end = file.readAll().lastIndexOf('\n') + 1;
    if (!file.resize(end) || !file.seek(end) || file.write(lines) != lines.size() || !file.flush()
        || !syncContent(file) || !syncFolder(QFileInfo(path).path())) {
        file.resize(end);
        return unusable(path, file.errorString());
    }
    return {};
}

}

Result<void> AnchorBook::note(const std::vector<TillHead> &heads, const QString &occasion,
                              const QDateTime &at) const
{
    const Result<std::unique_ptr<FileLock>> lock =
        FileLock::take(m_path + u".lock"_s, QCoreApplication::applicationName());
    if (!lock)
        return lock.error();
    const Result<std::vector<ChainAnchor>> known = read();
    if (!known && known.error().reason != Error::Reason::BadRow)
        return known.error();
    QHash<QUuid, ChainAnchor> last;
    if (known) {
        for (const ChainAnchor &anchor : *known)
            last.insert(anchor.till, anchor);
    }
    QByteArray lines;
    for (const TillHead &head : heads) {
        const ChainAnchor before = last.value(head.till);
        if (head.sequence > 0 && (before.sequence != head.sequence || before.hash != head.hash))
            lines += lineOf(head, occasion, at);
    }
    return lines.isEmpty() ? Result<void>() : add(m_path, lines);
}

Result<std::vector<ChainAnchor>> AnchorBook::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return std::vector<ChainAnchor>();
    if (!file.open(QIODevice::ReadOnly))
        return unusable(m_path, file.errorString());
    std::vector<ChainAnchor> anchors;
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    lines.removeLast(); // Empty, or broken off.
    for (qsizetype i = 0; i < lines.size(); ++i) {
        std::optional<ChainAnchor> anchor = anchorIn(lines[i]);
        if (!anchor)
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadRow,
                          .field = m_path,
                          .left = i + 1,
                          .detail = u"the line is no anchor of a chain"_s};
        anchors.push_back(*std::move(anchor));
    }
    return anchors;
}
