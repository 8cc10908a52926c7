#pragma once

#include "address.h"
#include "entry_copies.h"
#include "till_history.h"

#include <QStringList>

class DataDirectory;

/// A till whose journal was made anew.
struct PointInTimeTill {
    QUuid till;
    qint64 inDatabase = 0; ///< Its last entry that the restored database holds.
    qint64 head = 0; ///< Its last entry; what is above goes up by itself.
};

/// Number and prefix of @p till as the receipts among @p entries print them: "7-" is till 7. Number
/// 0 where there are none.
KnownTill tillByItsReceipts(const QUuid &till, const std::vector<Entry> &entries);

/// Makes the journals of tills anew from a restored database and the copies of what it does not
/// hold, so that each till goes on where it was. Blocks; used by one thread.
class RestoredTills
{
public:
    /// All outlive it.
    RestoredTills(const DatabaseAddress &address, const EntryCopies &copies,
                  const DataDirectory &directory);

    /// Nothing for a till that is known nowhere. Errors: as TillHistory, JournalRebuild,
    /// EntryCopies.
    Result<std::optional<PointInTimeTill>> rebuild(const QUuid &till);
    QStringList notes() const { return m_notes; }

private:
    Result<void> readTills();
    Result<std::optional<PointInTimeTill>> make(const KnownTill &known,
                                                const std::vector<Entry> &copied);

    const DatabaseAddress m_address;
    const EntryCopies &m_copies;
    const DataDirectory &m_directory;
    std::unique_ptr<TillHistory> m_history;
    std::vector<KnownTill> m_known;
    QStringList m_notes;
};
