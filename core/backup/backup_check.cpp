#include "backup_check.h"

#include "backup_reader.h"
#include "disk_cache.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestManifest = qint64(16) * 1024 * 1024;

Error cancelled()
{
    return {.code = Error::Code::Unavailable, .reason = Error::Reason::Cancelled};
}

Result<void> readPart(BackupReader &reader, const QString &name, CheckedBackup &checked)
{
    if (name != QLatin1StringView(BackupPart::manifest))
        return {}; // nextPart() goes through the rest.
    const Result<QByteArray> json = reader.readAll(longestManifest);
    if (!json)
        return json.error();
    Result<BackupManifest> manifest = BackupManifest::fromJson(*json);
    if (!manifest) {
        Error error = manifest.error();
        error.field = reader.path();
        return error;
    }
    checked.manifest = *std::move(manifest);
    return {};
}

Result<void> readParts(BackupReader &reader, const std::stop_token &stop, CheckedBackup &checked)
{
    for (;;) {
        if (stop.stop_requested())
            return cancelled();
        const Result<std::optional<QString>> part = reader.nextPart();
        if (!part)
            return part.error();
        if (!part->has_value())
            return {};
        checked.parts.append(**part);
        if (const Result<void> read = readPart(reader, **part, checked); !read)
            return read.error();
    }
}

}

Result<CheckedBackup> checkBackup(const QString &path, const std::optional<QByteArray> &key,
                                  const std::stop_token &stop)
{
    dropFromMemory(path);
    const Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(path);
    if (!reader)
        return reader.error();
    CheckedBackup checked {.head = (*reader)->head(), .bytes = 0, .manifest = {}, .parts = {}};
    if (checked.head.encrypted() && !key) {
        const Result<void> sums = (*reader)->checkSums();
        checked.bytes = (*reader)->position();
        return sums ? Result<CheckedBackup>(checked) : Result<CheckedBackup>(sums.error());
    }
    const Result<void> unlocked = key ? (*reader)->unlock(*key) : Result<void>();
    const Result<void> read = unlocked ? readParts(**reader, stop, checked) : unlocked;
    if (!read)
        return read.error();
    checked.bytes = (*reader)->position();
    return checked;
}
