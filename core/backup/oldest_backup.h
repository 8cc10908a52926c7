#pragma once

#include <QHash>
#include <QString>
#include <QUuid>

#include <optional>

/// What the oldest backup of a shop holds of each till, and with it every later one. Reads a
/// manifest only when another backup has become the oldest. Blocks; used by one thread.
class OldestBackup
{
public:
    using Heads = QHash<QUuid, qint64>;
    OldestBackup(QString folder, QString dataDirectory);

    /// None while there are no backups; of one that cannot be read nothing is known to be held.
    std::optional<Heads> heads();
    /// What both hold; one that is none does not count.
    static std::optional<Heads> heldByBoth(const std::optional<Heads> &one,
                                           const std::optional<Heads> &other);

private:
    const QString m_folder;
    const QString m_dataDirectory;
    QString m_name; ///< Of the backup that was read.
    Heads m_heads;
};
