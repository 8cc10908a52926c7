#pragma once

#include <QObject>
#include <QString>

#include <memory>

class DataDirectory;
class EntryStore;
class QUuid;

/// Uploads, for the owner of a data directory, the journals that nobody holds: of a program that
/// died, of a replay that ended while the database was away. Looks every 5 s, holds a journal's
/// lock only while it uploads and never over 2 s at a time, so that the journal's own program gets
/// it back. Lives on the main thread, opens files on a thread of its own; owned by the shop.
class JournalCourier final : public QObject
{
    Q_OBJECT
public:
    JournalCourier(const DataDirectory &directory, EntryStore &store, QObject *parent = nullptr);
    /// Closes what it holds.
    ~JournalCourier() override;

    void start();

signals:
    /// Everything in the journal of @p till is in PostgreSQL.
    void uploaded(const QUuid &till);
    /// As Uploader::forked(), once until the journal changes.
    void forked(const QUuid &till, const QString &detail);

private:
    struct Private;
    std::unique_ptr<Private> m;
};
