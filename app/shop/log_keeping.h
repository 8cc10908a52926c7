#pragma once

#include "backup_board.h"
#include "result.h"

#include <QHash>
#include <QUuid>

#include <atomic>
#include <memory>
#include <optional>

class DatabaseHome;
class EntryCopier;
class Settings;
class WalKeeper;

/// What keeps a shop restorable to any moment: the log of its private database and copies of its
/// tills' entries, as the settings say. Lives on the main thread; owned by the shop that owns the
/// data directory, before the database's home ends.
class LogKeeping
{
public:
    LogKeeping(DatabaseHome &home, const Settings &settings, BackupBoard &board);
    ~LogKeeping();
    Q_DISABLE_COPY_MOVE(LogKeeping)

    /// Once the schema is there. What cannot be kept is logged and noted on the board.
    void databaseReady();

private:
    Result<void> startKeeper();
    void startCopier();
    Result<void> takeKey();
    std::optional<QHash<QUuid, qint64>> heldHeads() const; ///< On the copier's thread.

    DatabaseHome &m_home;
    const Settings &m_settings; ///< The shop's own.
    BackupBoard &m_board;
    bool m_keeps = false; ///< The log is wanted.
    QByteArray m_key; ///< What goes to the target is sealed with it; empty = as it is.
    std::unique_ptr<WalKeeper> m_keeper;
    std::atomic<const WalKeeper *> m_asked = nullptr; ///< By the copier.
    std::unique_ptr<EntryCopier> m_copier; ///< Last: asks the above.
};
