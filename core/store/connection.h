#pragma once

#include "address.h"
#include "call_supervisor.h"
#include "result.h"
#include "sql.h"

#include <QSet>

struct pg_conn;

/// One connection to PostgreSQL, with the statements prepared on it. Thrown away whole after any
/// loss. Owned and used by one thread at a time. Speaks libpq itself: QtSql opens a session with
/// several queries that no deadline can guard (the socket is not known before), and knows a lost
/// connection late.
class Connection final
{
public:
    enum class Schema {
        Required, ///< As the runtime role, on this program's schema version; else refused with a
                  ///< sentence.
        Any, ///< As the login role: migrations, notifications.
    };
    struct Options {
        QString name; ///< application_name.
        DatabaseAddress address;
        int statementTimeoutMs = 10'000;
        int lockTimeoutMs = 3'000;
        Schema schema = Schema::Required;
        std::function<void(qint64 backendPid)> onHung;
    };

    /// Blocks, at most 2 s for each host, and 3 s for the session's settings.
    /// Errors: Unavailable with DatabaseAway or SchemaMismatch; Denied; detail is a sentence.
    static Result<std::unique_ptr<Connection>> open(const Options &options,
                                                    CallSupervisor &supervisor);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// False once the server is known to be gone; takes in what it sent meanwhile. Does not wait.
    bool alive();
    /// True inside a transaction, failed ones too.
    bool inTransaction() const;
    int socket() const;
    qint64 backendPid() const;
    /// Watches a call on this connection.
    CallSupervisor::Call call(CallSupervisor::Clock::time_point deadline) const;

    // For Sql; these throw SqlError.
    std::shared_ptr<pg_result> perform(const QString &name, const SqlValues &values);
    std::shared_ptr<pg_result> execute(const QByteArray &text);

    /// Channel and payload of the next notification that has arrived.
    std::optional<std::pair<QString, QString>> nextNotification();

private:
    explicit Connection(const Options &options);
    std::optional<Error> begin();
    std::optional<Error> enterSchema(Sql &sql);
    void prepare(const QString &name);
    static void takeNotice(void *connection, const pg_result *notice);
    std::shared_ptr<pg_result> checked(pg_result *result);

    const Options m_options;
    pg_conn *m_handle = nullptr;
    QSet<QString> m_prepared;
    bool m_dismissed = false;
};
