#pragma once

#include "base_backup.h"

#include <atomic>
#include <mutex>
#include <thread>

/// A base backup that is being made on a thread of its own. Owned and used by the log keeper's
/// thread.
class WalBaseRun
{
public:
    explicit WalBaseRun(BaseBackup::Request request);
    /// Stops it, joins.
    ~WalBaseRun();
    Q_DISABLE_COPY_MOVE(WalBaseRun)

    bool done() const { return m_done; }
    /// Once it is done.
    const Result<BaseRecord> &result() const { return m_result; }

    bool stale = false; ///< The log got a gap meanwhile: what it gives is of no use.

private:
    void run(const BaseBackup::Request &request);

    Result<BaseRecord> m_result;
    std::atomic<bool> m_done = false;
    std::mutex m_mutex;
    BaseBackup *m_running = nullptr; ///< By m_mutex, as the next.
    bool m_stopping = false;
    std::thread m_thread; ///< Last: starts when all above is there.
};
