#pragma once

#include "address.h"
#include "server_binaries.h"

#include <QProcess>
#include <QStringList>

#include <atomic>

/// One run of a client program of PostgreSQL (pg_dump, pg_restore, pg_amcheck, pg_basebackup,
/// pg_receivewal). Where the database is goes in by the environment, so that no password stands on
/// a command line. The child ends with the thread that started it. Blocks: owned and used by one
/// thread that may wait, but for stop().
class ClientProgram
{
public:
    struct Command {
        ServerBinaries binaries;
        QString program; ///< "pg_dump"
        QStringList arguments;
        DatabaseAddress address;
        int niceness = 10;
    };
    ClientProgram() = default;
    /// Ends what still runs, waits.
    ~ClientProgram();
    Q_DISABLE_COPY_MOVE(ClientProgram)

    /// Errors: Unavailable/ServerMissing (field = the program).
    Result<void> start(const Command &command);
    /// What it wrote to its standard output; empty at the end of it. Errors: Unavailable/Cancelled
    /// (stopped).
    Result<QByteArray> read();
    /// Gives it @p bytes as standard input; waits until they are taken. Errors: as finish().
    Result<void> write(const QByteArray &bytes);
    void closeInput();
    /// Waits for its end. Errors: Unavailable with its own last words as detail;
    /// Unavailable/Cancelled (stopped).
    Result<void> finish();
    /// All of the above for a program without input whose output is for people: gives that output.
    static Result<QString> run(const Command &command, ClientProgram *stoppable = nullptr);

    /// Asks it to end; the waiting calls return. Thread-safe, also before start().
    void stop() { m_stopped = true; }
    bool running() const { return m_process.state() != QProcess::NotRunning; }
    qint64 pid() const { return m_process.processId(); }

private:
    void noteWords();
    bool obeyStop();
    Error failure() const;

    QProcess m_process;
    QString m_program;
    QByteArray m_words; ///< The end of what it wrote to its standard error.
    std::atomic<bool> m_stopped = false;
};
