#pragma once

#include "address.h"
#include "client_program.h"
#include "server_binaries.h"

#include <QString>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

/// Keeps pg_receivewal running: it writes the server's log into a folder of ours as it arises. No
/// replication slot holds the log back at the server, so nothing can fill its disk; what the server
/// threw away meanwhile shows as a loss, and a new base backup begins anew. Owns a thread;
/// thread-safe.
class WalReceiver
{
public:
    struct Options {
        ServerBinaries binaries;
        DatabaseAddress address;
        QString folder; ///< Exists.
    };
    explicit WalReceiver(Options options);
    /// Ends the program, joins.
    ~WalReceiver();
    Q_DISABLE_COPY_MOVE(WalReceiver)

    /// Its application_name at the server.
    static QString name();

    /// The server does not have any more what comes next: empty the folder and begin anew.
    bool lost() const { return m_lost; }
    /// Its last words, empty while it runs well.
    QString trouble() const;

private:
    void loop();
    void note(const Error &error, qint64 ranMs);
    bool pause(int ms);

    const Options m_options;
    std::atomic<bool> m_lost = false;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false; ///< By m_mutex, as the next two.
    QString m_trouble;
    ClientProgram *m_running = nullptr;
    int m_failures = 0; ///< The thread's own.
    std::thread m_thread; ///< Last: starts when all above is there.
};
