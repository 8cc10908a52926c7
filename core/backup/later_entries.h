#pragma once

#include "backup_manifest.h"
#include "data_directory.h"
#include "entry_copies.h"

#include <QStringList>

#include <optional>

class JournalRebuild;

/// Where entries may lie that tills wrote after a backup was made. A value.
struct LaterSources {
    QString target; ///< Folder with copies of entries; empty: none.
    SealKey key {}; ///< Of them.
    QString shop; ///< Whose backup it is, see BackupHead::shop.
    /// A shop that is set aside, while nobody has it open.
    std::optional<DataDirectory> replaced {};
};

/// What was added to the journals of a backup. A value.
struct AddedEntries {
    qint64 entries = 0;
    int tills = 0; ///< That got some.
    QStringList notes {}; ///< What people should know.
};

/// Adds to the journals of a backup what their tills wrote after it, so that no receipt is lost and
/// each till goes on with the number after its last. A till of which that cannot be found is marked
/// so that it goes on under a new id: its numbers were given already. Blocks; lives on the stack of
/// a restore.
class LaterEntries
{
public:
    /// @p journals: as the backup's manifest names them, below @p draft.
    LaterEntries(LaterSources sources, const DataDirectory &draft,
                 std::vector<BackedJournal> journals);

    /// Errors: as JournalRebuild, but for what does not follow: that is noted.
    Result<AddedEntries> add();

private:
    /// A journal that is being added to.
    struct Growing {
        QUuid till;
        std::unique_ptr<JournalRebuild> journal {}; ///< None before a new one's first entry.
        bool resumed = false;
        qint64 before = 0; ///< Its head in the backup.
        int number = 0; ///< Of a new one, as the next.
        QString prefix {};
        QStringList refused {}; ///< Why what was found could not be added.
        qint64 head() const;
    };
    std::vector<QUuid> tills() const;
    bool isOurs(const QUuid &till) const;
    Result<void> addTo(const QUuid &till);
    Result<void> addReplaced(Growing &growing) const;
    Result<void> addCopies(Growing &growing) const;
    Result<void> append(Growing &growing, const std::vector<Entry> &entries) const;
    qint64 lastKnownOf(const QUuid &till) const;
    Result<void> settle(const Growing &growing);
    Result<void> mark(const Growing &growing, qint64 last);

    const LaterSources m_sources;
    const DataDirectory m_draft;
    const std::vector<BackedJournal> m_journals;
    const EntryCopies m_copies;
    AddedEntries m_added;
};
