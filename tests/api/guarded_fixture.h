#pragma once

#include "guard_limits.h"

#include <QThread>

#include <atomic>
#include <future>

class GuardedServer;

/// Limits with short waits, so that the tests of them are over soon.
GuardLimits hastyLimits();

/// QHttpServer behind the guard in a thread of its own, with a handler that says what it was asked:
/// "/later/MS…" answers after that time, "/never" not at all, "/big/N" with N kilobytes, all else
/// at once.
class GuardedFixture final : public QThread
{
public:
    explicit GuardedFixture(GuardLimits limits = {});
    ~GuardedFixture() override;

    quint16 port() const { return m_port; }
    int handled() const { return m_handled; }
    int connections(); ///< Asked in the server's thread.
    /// Lets the server finish; false when it did not within @p timeoutMs.
    bool finish(int timeoutMs);

protected:
    void run() override;

private:
    const GuardLimits m_limits;
    std::promise<quint16> m_listening;
    quint16 m_port = 0;
    GuardedServer *m_server = nullptr;
    std::atomic<int> m_handled = 0;
};
