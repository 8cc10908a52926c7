#pragma once

#include "data_directory.h"
#include "entry.h"

#include <QFuture>
#include <QObject>

#include <memory>
#include <vector>

class EntryStore;
class Journal;

/// What a till wrote into a journal that had been put back to an earlier time, before anybody saw
/// that: the database knows other entries in their place and takes none of them. They are kept once
/// more, under their own ids, by a till of their own whose journal goes up like any other. An entry
/// whose id the database has already is in the books and stays out. Done again after a kill it
/// keeps nothing twice. Lives on the main thread; owned by the courier.
class StrandedEntries final : public QObject
{
    Q_OBJECT
public:
    /// @p journal has forked, and is held; @p store outlives this.
    StrandedEntries(const DataDirectory &directory, EntryStore &store,
                    std::shared_ptr<Journal> journal, QObject *parent = nullptr);

    /// Gives how many there are. Errors: as EntryStore, Journal; what was kept by then stays.
    QFuture<Result<qint64>> rescue();
    /// The till that keeps what was stranded in the journal of @p till.
    static QUuid rescuerOf(const QUuid &till);
    ~StrandedEntries() override;

private:
    struct Private;
    std::unique_ptr<Private> m;
};
