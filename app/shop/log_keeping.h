#pragma once

#include "backup_board.h"
#include "entry_copier.h"
#include "oldest_backup.h"
#include "result.h"

#include <atomic>
#include <memory>

class DatabaseHome;
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
    EntryCopier::Held held(); ///< On the copier's thread.

    DatabaseHome &m_home;
    const Settings &m_settings; ///< The shop's own.
    BackupBoard &m_board;
    bool m_keeps = false; ///< The log is wanted.
    QByteArray m_key; ///< What goes to the target is sealed with it; empty = as it is.
    std::unique_ptr<WalKeeper> m_keeper;
    std::atomic<const WalKeeper *> m_asked = nullptr; ///< By the copier.
    OldestBackup m_oldest; ///< Of the copier's thread.
    std::unique_ptr<EntryCopier> m_copier; ///< Last: asks the above.
};
