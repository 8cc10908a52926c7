#include "point_in_time_log.h"

#include "host_system.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestHistory = 1 << 20;

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

/// Sealed file @p source as @p path, of @p account.
Result<void> unpack(const QString &source, const SealKey &key, const QString &path,
                    const ServerAccount &account)
{
    SealedReader reader(source, key);
    if (Result<void> opened = reader.open(); !opened)
        return opened;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return unusable(path, file.errorString());
    while (true) {
        const Result<QByteArray> portion = reader.read();
        if (!portion)
            return portion.error();
        if (portion->isEmpty())
            break;
        if (file.write(*portion) != portion->size())
            return unusable(path, file.errorString());
    }
    if (!file.flush() || !syncContent(file))
        return unusable(path, file.errorString());
    return account.takeOver(path);
}

/// The first place in the log of which there is no segment; none when all are there.
std::optional<qint64> firstHole(const QSet<qint64> &numbers, qint64 first, qint64 last)
{
    for (qint64 number = first; number <= last; ++number) {
        if (!numbers.contains(number))
            return number;
    }
    return std::nullopt;
}

/// Segments of the range by name, with the file of each; of the one at the end also when it was
/// still being written.
Result<QList<std::pair<QString, QString>>> filesOf(const WalFolder &folder, const LogRange &range)
{
    const qint64 first = segmentNumber(range.first, range.segmentBytes).value_or(0);
    const qint64 last = segmentNumber(range.last, range.segmentBytes).value_or(-1);
    QList<std::pair<QString, QString>> files;
    QSet<qint64> numbers;
    const auto add = [&](const QString &name, const QString &file) {
        const qint64 number = segmentNumber(name, range.segmentBytes).value_or(-1);
        if (number < first || number > last)
            return;
        files.append({name, file});
        numbers.insert(number);
    };
    const QStringList whole = folder.segments();
    for (const QString &name : whole)
        add(name, folder.segmentFile(name));
    if (!whole.contains(range.last) && folder.partials().contains(range.last))
        add(range.last, folder.partialFile(range.last));
    if (const std::optional<qint64> hole = firstHole(numbers, first, last))
        return Error {.code = Error::Code::NotFound,
                      .field = folder.file(u"log"_s),
                      .detail = u"a segment of the log is missing between %1 and %2, %3 behind the "
                                "first"_s.arg(range.first, range.last)
                                    .arg(*hole - first)};
    return files;
}

}

Result<int> unpackLogFiles(const WalFolder &folder, const LogRange &range, const QString &target,
                           const ServerAccount &account)
{
    const auto files = filesOf(folder, range);
    if (!files)
        return files.error();
    if (!QDir(target).exists()) {
        if (const Result<void> made = account.makeFolder(target); !made)
            return made.error();
    }
    for (const auto &[name, file] : *files) {
        const Result<void> unpacked = unpack(file, folder.key(), target + u'/' + name, account);
        if (!unpacked)
            return unpacked.error();
    }
    for (const QString &name : folder.histories()) {
        const QString file = name + u".history"_s;
        const Result<void> unpacked =
            unpack(folder.file(u"log/"_s + file), folder.key(), target + u'/' + file, account);
        if (!unpacked)
            return unpacked.error();
    }
    return int(files->size());
}
