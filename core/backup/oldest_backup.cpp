#include "oldest_backup.h"

#include "backup_record.h"
#include "backup_shelf.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(oldestLog, "bakehouse.backup")
}

OldestBackup::OldestBackup(QString folder, QString dataDirectory)
    : m_folder(std::move(folder))
    , m_dataDirectory(std::move(dataDirectory))
{
}

std::optional<OldestBackup::Heads> OldestBackup::heads()
{
    const std::optional<QString> shop = BackupRecord::shopOf(m_dataDirectory);
    if (!shop)
        return std::nullopt;
    const BackupShelf shelf(m_folder, *shop);
    const std::vector<ShelvedBackup> all = shelf.backups();
    if (all.empty())
        return std::nullopt;
    if (std::exchange(m_name, all.front().name) == all.front().name)
        return m_heads;
    m_heads.clear();
    const Result<std::optional<BackupKeys>> keys = BackupKeys::load(backupKeyFile(m_dataDirectory));
    const Result<QHash<QUuid, TillHead>> held =
        keys ? shelf.heldByOldest(*keys) : Result<QHash<QUuid, TillHead>>(keys.error());
    if (!held) {
        qCWarning(oldestLog).noquote() << describe(held.error());
        return m_heads;
    }
    for (const TillHead &head : *held)
        m_heads.insert(head.till, head.sequence);
    return m_heads;
}

std::optional<OldestBackup::Heads> OldestBackup::heldByBoth(const std::optional<Heads> &one,
                                                            const std::optional<Heads> &other)
{
    if (!one || !other)
        return one ? one : other;
    Heads both;
    for (auto head = one->cbegin(); head != one->cend(); ++head)
        both.insert(head.key(), std::min(head.value(), other->value(head.key())));
    return both;
}
