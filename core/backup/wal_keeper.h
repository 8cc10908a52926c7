#pragma once

#include "wal_folder.h"
#include "wal_receiver.h"
#include "wal_shipper.h"

#include <chrono>
#include <functional>

class BackupBoard;
struct WalPosition;
class WalBaseRun;
class WalProbe;

/// Keeps the database restorable to any moment of the last days: receives the server's log, carries
/// it to the backup target, makes base backups, throws away what is older than asked for. Owns two
/// threads; owned by the shop that owns the data directory. Thread-safe.
class WalKeeper
{
public:
    struct Options {
        ServerBinaries binaries;
        DatabaseAddress address;
        QString target; ///< Folder of the backups.
        QString dataDirectory;
        QString stream; ///< Name of this database's part of the target.
        SealKey key {};
        WalLimits limits {};
        std::chrono::milliseconds interval {20'000};
        std::chrono::hours baseEvery {24};
        qint64 minimumFreeBytes = 0; ///< Of the disk of the data directory.
        qint64 spoolBytes = qint64(1) << 30; ///< Received and not yet carried away, at most.
        QStringList shopFiles {}; ///< Of the data directory, kept beside the log.
    };
    WalKeeper(Options options, BackupBoard &board);
    /// Carries away what is there, ends the programs, joins.
    ~WalKeeper();
    Q_DISABLE_COPY_MOVE(WalKeeper)

    /// Of each till, what every state of the database holds that can be restored; none while there
    /// is no base.
    std::optional<QHash<QUuid, qint64>> heldHeads() const;

private:
    void loop();
    bool pause(std::chrono::milliseconds time);
    void round();
    Result<void> prepareTarget();
    Result<void> openFolder(const WalPosition &position);
    void startReceiver();
    void beginAnew(const QString &why);
    void disconnect();
    bool caughtUp();
    Result<void> shipWith(const WalPosition &position);
    Result<void> lookAtBase();
    Result<void> harvestBase();
    void acceptBase(const BaseRecord &base);
    bool baseDue() const;
    Result<void> startBase();
    enum class Room { Enough, Scarce };
    Result<void> prune(Room room);
    QHash<QString, qint64> bytesByBase() const;
    void sweep() const;
    QStringList predecessors() const;
    void dropOtherSpools() const;
    void guardSpool();
    void copyShopFiles() const;
    void noteProgress(const QDateTime &asked);
    Error notReceived() const;
    void tell(const Result<void> &outcome);
    QString spool() const;

    const Options m_options;
    BackupBoard &m_board;
    // The thread's own.
    WalFolder m_folder;
    WalCatalog m_catalog;
    std::unique_ptr<WalProbe> m_probe;
    std::unique_ptr<WalReceiver> m_receiver;
    std::unique_ptr<WalShipper> m_shipper;
    std::unique_ptr<WalBaseRun> m_base;
    bool m_connected = false; ///< The newest base and the log reach up to now without a gap.
    bool m_received = false; ///< What had been committed when the round began.
    bool m_baseWanted = false; ///< Only a new base lets older log go.
    QDateTime m_baseTriedAt;
    QString m_trouble;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false; ///< By m_mutex, as the next.
    std::optional<QHash<QUuid, qint64>> m_heldHeads;
    std::thread m_thread; ///< Last: starts when all above is there.
};
