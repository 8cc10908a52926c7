#include "unpacked_backup.h"

#include "failpoint.h"
#include "journal_reader.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestManifest = qint64(16) * 1024 * 1024;

/// A backup may come from anybody's stick: only names that we give lead anywhere.
bool hasPlace(const QString &part)
{
    static const QRegularExpression known(
        u"\\A(manifest\\.json|settings\\.ini|counter-till|database\\.dump|"
        "tills/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/journal\\.sqlite|"
        "pictures/[^/.\\x00-\\x1f][^/\\x00-\\x1f]*)\\z"_s);
    return known.match(part).hasMatch();
}

Result<void> unpackPart(BackupReader &reader, const QString &part, UnpackedBackup &unpacked)
{
    if (part == QLatin1StringView(BackupPart::manifest)) {
        const Result<QByteArray> json = reader.readAll(longestManifest);
        if (!json)
            return json.error();
        Result<BackupManifest> manifest = BackupManifest::fromJson(*json);
        if (!manifest)
            return manifest.error();
        unpacked.manifest = *std::move(manifest);
        return {};
    }
    const QString path = QDir(unpacked.folder).filePath(part);
    if (!QDir().mkpath(QFileInfo(path).path()))
        return Error {.code = Error::Code::Unavailable,
                      .reason = Error::Reason::DirectoryUnusable,
                      .field = QFileInfo(path).path()};
    return reader.extract(path);
}

Error damagedJournal(const QUuid &till, const QString &why)
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::BackupDamaged,
            .field = till.toString(QUuid::WithoutBraces),
            .detail = u"the journal in the backup: "_s + why};
}

}

QString UnpackedBackup::dump() const
{
    return QDir(folder).filePath(QLatin1StringView(BackupPart::database));
}

Result<void> UnpackedBackup::checkJournals() const
{
    for (const BackedJournal &journal : manifest.journals) {
        const QString till = journal.till.toString(QUuid::WithoutBraces);
        const auto reader = JournalReader::open(QDir(folder).filePath("tills/"_L1 + till));
        if (!reader)
            return damagedJournal(journal.till, describe(reader.error()));
        if (const Result<void> chain = (*reader)->verify(); !chain)
            return damagedJournal(journal.till, describe(chain.error()));
        const Result<JournalState> state = (*reader)->state();
        if (!state || state->head != journal.head || state->headHash != journal.hash)
            return damagedJournal(journal.till, u"it ends elsewhere than the manifest says"_s);
    }
    return {};
}

Result<UnpackedBackup> unpackBackup(BackupReader &reader, const QString &folder,
                                    const std::stop_token &stop)
{
    UnpackedBackup unpacked {.folder = folder, .manifest = {}};
    for (;;) {
        if (stop.stop_requested())
            return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
        const Result<std::optional<QString>> part = reader.nextPart();
        if (!part)
            return part.error();
        if (!part->has_value())
            return unpacked;
        failpoint("restore.unpacking");
        const Result<void> done = hasPlace(**part)
            ? unpackPart(reader, **part, unpacked)
            : Error {.code = Error::Code::Conflict,
                     .reason = Error::Reason::BackupDamaged,
                     .field = reader.path(),
                     .detail = u"it holds a part that has no place here"_s};
        if (!done)
            return done.error();
    }
}
