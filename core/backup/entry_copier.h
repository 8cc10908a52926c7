#pragma once

#include "entry_copies.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

class BackupBoard;

/// Copies the entries of all tills under a data directory to the backup target, round by round,
/// whether the database is there or not. Owns a thread; owned by the shop that owns the directory.
class EntryCopier
{
public:
    /// What can be restored without the copies. A value.
    struct Held {
        /// Of each till, what every backup and every kept state of the database holds; none while
        /// there is neither.
        std::optional<QHash<QUuid, qint64>> heads {};
        bool mayGo = true; ///< False while nobody can say what a restore would find.
    };
    using HeldHeads = std::function<Held()>;
    struct Options {
        QString target;
        QString dataDirectory; ///< Its name in BackupRecord is noted beside the copies.
        SealKey key {};
        std::chrono::milliseconds interval {20'000};
        int keepDays = 7; ///< Copies of what the database holds go then.
    };
    /// @p held is asked on the copier's thread.
    EntryCopier(Options options, BackupBoard &board, HeldHeads held);
    /// Copies what is there, joins.
    ~EntryCopier();
    Q_DISABLE_COPY_MOVE(EntryCopier)

private:
    void loop();
    void round();
    Result<void> copyAll();
    Result<void> copyOne(const QUuid &till, const Held &held);

    const Options m_options;
    BackupBoard &m_board;
    const HeldHeads m_held;
    EntryCopies m_copies; ///< The thread's own.
    QString m_trouble; ///< The thread's own.
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false; ///< By m_mutex.
    std::thread m_thread; ///< Last: starts when all above is there.
};
