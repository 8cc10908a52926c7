#pragma once

#include "catalogue_cache.h"
#include "clock.h"
#include "data_directory.h"
#include "entry_store.h"
#include "journal.h"
#include "shop_state.h"
#include "till.h"
#include "uploader.h"

#include <QObject>

#include <memory>

/// The till of the counter in a data directory: its id in DIR/counter-till, its journal, its
/// upload. When its journal turns out to have forked it goes on under a new id by itself; Till and
/// Journal stay the same objects. Lives on the main thread; owned by the counter, after the stores.
class CounterTill final : public QObject
{
    Q_OBJECT
public:
    /// Who it works with; all outlive it.
    struct Parts {
        const DataDirectory &directory;
        EntryStore &entries;
        CatalogueCache &catalogue;
        const Clock &clock;
    };
    /// Opens the journal, makes the till at the first start. Blocks shortly: for start-up. Errors:
    /// as Journal::open(); Unavailable/DirectoryUnusable (field = the file with the id).
    static Result<std::unique_ptr<CounterTill>> open(const Parts &parts,
                                                     const TillSettings &settings);
    /// Closes the journal.
    ~CounterTill() override;

    Till &till() { return *m_till; }
    Journal &journal() { return *m_journal; }
    /// Reads unpaid baskets back and begins to upload; a new till is registered as soon as the
    /// database is there.
    void start();
    /// Entries that the database is not known to hold.
    qint64 waiting() const { return m_uploader->waiting(); }
    /// The database may be back.
    void wake() { m_uploader->wake(); }
    /// Whether a sale can be written now, and whether the disk has @p minimumBytes left.
    QFuture<Result<JournalLight>> check(qint64 minimumBytes);

signals:
    /// Sales can be made from now on.
    void registered();
    void entriesChanged(); ///< Written or uploaded.
    void databaseMissed(const Error &error);
    void forked(const ForkAlarm &alarm);

private:
    CounterTill(const Parts &parts, const TillSettings &settings, std::unique_ptr<Journal> journal);
    void takeNewId(const QString &detail);
    void tookNewId(const ForkAlarm &alarm, const Result<void> &moved);

    const Parts m_parts;
    QString m_lost; ///< Says which acknowledged entries the journal lacks, if any.
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Till> m_till;
    std::unique_ptr<Uploader> m_uploader;
};
