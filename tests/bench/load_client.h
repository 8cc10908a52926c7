#pragma once

#include "load_account.h"

#include <QByteArray>

/// One client of a load: a socket that stays open, one request at a time, the next as soon as the
/// last was answered. Owned by the load; its only thread is that of the load.
class LoadClient
{
public:
    using Clock = std::chrono::steady_clock;

    LoadClient(const LoadPlan &plan, LoadRequests &requests, LoadAccount &account);
    ~LoadClient();
    Q_DISABLE_COPY_MOVE(LoadClient)

    /// Connects to the plan's server, waiting for it. Errors: false.
    bool dial();
    int socket() const { return m_socket; }
    void ask();
    /// Asked and not yet answered.
    bool waits() const { return m_waits; }
    /// There is something to read: takes it, and asks again once the answer is whole. Errors: false
    /// when the connection broke; dial() and ask() begin anew.
    bool read();

private:
    bool whole();
    void finish();

    const LoadPlan &m_plan;
    LoadRequests &m_requests;
    LoadAccount &m_account;
    int m_socket = -1;
    LoadKind m_kind = LoadKind::Read;
    Clock::time_point m_since;
    QByteArray m_answer;
    bool m_waits = false;
    qsizetype m_size = 0; ///< Of the whole answer; 0 while its head is not there.
};
