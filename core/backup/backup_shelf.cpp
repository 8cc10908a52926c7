#include "backup_shelf.h"

#include "backup_reader.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestManifest = qint64(16) * 1024 * 1024;
constexpr size_t alwaysKept = 3;
constexpr int allKeptDays = 2;
const QString stamp = u"yyyyMMdd'T'HHmmss'Z'"_s;

}

BackupShelf::BackupShelf(QString folder, QString shop)
    : m_folder(std::move(folder))
    , m_shop(std::move(shop))
{
}

QString BackupShelf::path(const QString &name) const
{
    return QDir(m_folder).filePath(name);
}

QString BackupShelf::nameFor(const QString &shop, const QDateTime &madeAt)
{
    return u"bakehouse-%1-%2.backup"_s.arg(madeAt.toUTC().toString(stamp), shop);
}

QString BackupShelf::draftName(const QString &name)
{
    return u'.' + name + u".draft"_s;
}

std::vector<ShelvedBackup> BackupShelf::backups() const
{
    static const QRegularExpression pattern(
        u"^bakehouse-(\\d{8}T\\d{6}Z)-([0-9a-f]{8})\\.backup$"_s);
    std::vector<ShelvedBackup> found;
    for (const QFileInfo &file :
         QDir(m_folder).entryInfoList({u"bakehouse-*.backup"_s}, QDir::Files, QDir::Name)) {
        const QRegularExpressionMatch match = pattern.match(file.fileName());
        if (!match.hasMatch() || (!m_shop.isEmpty() && match.captured(2) != m_shop))
            continue;
        QDateTime madeAt = QDateTime::fromString(match.captured(1), stamp);
        madeAt.setTimeSpec(Qt::UTC);
        found.push_back({.name = file.fileName(),
                         .shop = match.captured(2),
                         .madeAt = madeAt,
                         .bytes = file.size()});
    }
    return found;
}

std::optional<ShelvedBackup> BackupShelf::newest() const
{
    const std::vector<ShelvedBackup> all = backups();
    return all.empty() ? std::nullopt : std::optional(all.back());
}

void BackupShelf::removeDrafts() const
{
    QDir folder(m_folder);
    const QStringList drafts = folder.entryList({draftName(u"bakehouse-*-%1.backup"_s.arg(m_shop))},
                                                QDir::Files | QDir::Hidden);
    for (const QString &draft : drafts)
        folder.remove(draft);
}

std::vector<ShelvedBackup> BackupShelf::superfluous(const std::vector<ShelvedBackup> &backups,
                                                    const QDateTime &now, int keepDays)
{
    std::vector<ShelvedBackup> going;
    QSet<QDate> daysKept;
    size_t kept = 0;
    for (size_t next = backups.size(); next > 0; --next) {
        const ShelvedBackup &backup = backups.at(next - 1);
        const bool young = backup.madeAt.daysTo(now) < allKeptDays;
        const bool lastOfDay = !daysKept.contains(backup.madeAt.date());
        const bool inTime = backup.madeAt.daysTo(now) <= keepDays;
        if (kept >= alwaysKept && (!inTime || (!young && !lastOfDay))) {
            going.push_back(backup);
            continue;
        }
        daysKept.insert(backup.madeAt.date());
        ++kept;
    }
    std::ranges::reverse(going);
    return going;
}

int BackupShelf::prune(const QDateTime &now, int keepDays) const
{
    int gone = 0;
    for (const ShelvedBackup &backup : superfluous(backups(), now, keepDays))
        gone += QFile::remove(path(backup.name)) ? 1 : 0;
    return gone;
}

Result<QHash<QUuid, TillHead>> BackupShelf::heldByOldest(
    const std::optional<BackupKeys> &keys) const
{
    QHash<QUuid, TillHead> held;
    const std::vector<ShelvedBackup> all = backups();
    if (all.empty())
        return held;
    const Result<BackupManifest> manifest =
        manifestOf(path(all.front().name), keys ? std::optional(keys->key) : std::nullopt);
    if (!manifest)
        return manifest.error();
    for (const BackedJournal &journal : manifest->journals)
        held.insert(journal.till,
                    {.till = journal.till, .sequence = journal.head, .hash = journal.hash});
    return held;
}

Result<BackupManifest> manifestOf(const QString &path, const std::optional<QByteArray> &key)
{
    const Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(path);
    if (!reader)
        return reader.error();
    if (key) {
        if (const Result<void> unlocked = (*reader)->unlock(*key); !unlocked)
            return unlocked.error();
    }
    const Result<std::optional<QString>> first = (*reader)->nextPart();
    if (!first)
        return first.error();
    const Result<QByteArray> json = (*reader)->readAll(longestManifest);
    return json ? BackupManifest::fromJson(*json) : Result<BackupManifest>(json.error());
}
