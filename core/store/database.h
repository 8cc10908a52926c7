#pragma once

#include "address.h"
#include "heartbeat.h"
#include "result.h"

#include <QFuture>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

class CallSupervisor;
class Sql;

/// One connection to PostgreSQL on a thread of its own, rebuilt whole after any loss. Owned by the
/// shop; thread-safe. The calls of a lane run in order, the lanes in turn; each call has a
/// client-side deadline after which the supervisor shuts the socket and the call ends with Timeout
/// (outcome unknown).
class Database
{
public:
    struct Options {
        QString name; ///< Thread and application_name: "orders", "store", …
        DatabaseAddress address;
        int statementTimeoutMs = 10'000;
        int callTimeoutMs = 12'000; ///< Client-side.
        int niceness = 0;
        int waitingLimit = 4'096; ///< More waiting calls are refused: Unavailable/DatabaseBusy.
        /// Called with the server process id of a connection that hung, from the supervisor's
        /// thread.
        std::function<void(qint64 backendPid)> onHung;
    };
    Database(Options options, CallSupervisor &supervisor);
    /// Cancels, waits 2 s, shuts the socket.
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// True while the last call found the server answering.
    bool connected() const;
    /// The sentence that the last failed connect gave, for status and health; empty when connected.
    QString lastConnectError() const;

    enum class Repeat {
        Never,
        Safe, ///< A read, or a write under a key: run again once after a lost connection.
    };
    enum class Lane {
        Calls,
        Uploads, ///< Of sales: a flood of calls does not hold them up, nor they the calls.
    };
    /// Runs @p work (Sql & → T or Result<T>) on the thread, gives QFuture<Result<T>>. Sql throws,
    /// this catches. @p work may run more than once (deadlock, lost connection), each time from its
    /// start: it must not consume what it captured. Body in "database_run.h", which only the store
    /// includes.
    template <typename F> auto run(F work, Repeat repeat = Repeat::Never, Lane lane = Lane::Calls);

    /// What the thread shows of itself; it rests between calls.
    ThreadSign sign() const;
    /// Goes on with another thread and connection where a call hangs outside the server's reach.
    /// That call ends with Timeout (outcome unknown), those that wait with Unavailable. What is
    /// left behind can commit nothing after 2 s. Any thread.
    void rebuild();

private:
    class Session;
    class Crew;
    /// A call whose caller waits; answered once, whoever comes first.
    class Call
    {
    public:
        virtual ~Call() = default;
        virtual void run(Session &session) = 0;
        virtual void giveUp(const Error &error) = 0;
    };
    template <typename Answer, typename F> class TypedCall;

    bool post(const std::shared_ptr<Call> &call, Lane lane);
    /// Runs @p body on the session's connection with deadline, reconnect and repeats; the error it
    /// ended with.
    static std::optional<Error> attempt(Session &session, const std::function<void(Sql &)> &body,
                                        Repeat repeat);
    static Error refusal();
    std::shared_ptr<Crew> crew() const;

    const Options m_options;
    CallSupervisor &m_supervisor;
    mutable std::mutex m_mutex;
    std::shared_ptr<Crew> m_crew; ///< Under m_mutex, as the next.
    std::vector<std::shared_ptr<Crew>> m_leftBehind;
};
