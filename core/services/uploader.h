#pragma once

#include "error.h"

#include <QObject>

#include <memory>

class EntryStore;
class Journal;

/// Carries one journal to PostgreSQL in till order: asks for the head at every connect, sends from
/// head + 1, about 10 ms of work at a time, tries again with backoff, for ever. Lives on the main
/// thread; owned by the shop.
class Uploader final : public QObject
{
    Q_OBJECT
public:
    Uploader(Journal &journal, EntryStore &store, const QString &tillName,
             QObject *parent = nullptr);
    ~Uploader() override;

    /// Registers the till when the journal has no number yet, then keeps uploading. After a fork:
    /// once the journal is another till's.
    void start();
    /// New entries are there, or the database may be back.
    void wake();
    /// Entries that the database is not known to hold.
    qint64 waiting() const;
    bool idle() const; ///< Everything known to be stored.

signals:
    void registered();
    void drained(); ///< All entries are in PostgreSQL.
    void progressed(qint64 acknowledged);
    /// The server holds other bytes for this till: it must take a new till id (rule 4).
    void forked(const QString &detail);
    void stalled(const Error &error); ///< Once per outage.

private:
    struct Private;
    std::unique_ptr<Private> m;
};
