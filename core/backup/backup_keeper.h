#pragma once

#include "backup_board.h"
#include "backup_run.h"
#include "backup_schedule.h"
#include "clock.h"
#include "restore_drill.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

class Journal;
class Settings;

/// Makes a shop's backups and drills when they are due, on a thread of its own, lets journals go of
/// what all backups hold, and says on the board how things stand. Owned by the shop of who owns the
/// directory; its end asks what runs to stop and waits for it.
class BackupKeeper
{
public:
    struct Options {
        BackupPlan backup;
        DrillPlan drill;
        BackupSchedule schedule;
        std::chrono::milliseconds every {30'000}; ///< How often it looks what is due.
        std::vector<Journal *> openJournals {}; ///< Held by this program; they outlive the keeper.
    };
    BackupKeeper(Options options, const Clock &clock, BackupBoard &board);
    ~BackupKeeper();
    Q_DISABLE_COPY_MOVE(BackupKeeper)

private:
    void loop(const std::stop_token &stop);
    void noteKeeping();
    void look(const std::stop_token &stop);
    void make(const std::stop_token &stop);
    void pruneJournals(const QDateTime &now) const;
    void drill(const std::stop_token &stop);
    void showOnBoard();

    const Options m_options;
    const Clock &m_clock;
    BackupBoard &m_board;
    std::optional<QDateTime> m_triedAt; // Of the thread, as the next.
    std::optional<Error> m_told;
    BackupReport m_notedKeeping;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread; // Last: its thread uses the above.
};

/// From the settings backup.*, for the shop of @p dataDirectory with the database at @p address.
BackupKeeper::Options backupOptionsOf(const Settings &settings, const QString &dataDirectory,
                                      const DatabaseAddress &address);
