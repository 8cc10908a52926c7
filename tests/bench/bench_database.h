#pragma once

#include "connection.h"

#include <memory>

/// A connection into the database of a shop that is measured, as its owner; statements of
/// tests/bench/statements. Owned by a part of the benchmark; main thread.
class BenchDatabase
{
public:
    /// Errors: as Connection::open().
    static Result<std::unique_ptr<BenchDatabase>> open(const QString &uri);

    /// One number. Errors: Internal, with the server's words.
    Result<qint64> number(const QString &statement, const SqlValues &values = {});
    /// The first column of all rows.
    Result<std::vector<qint64>> numbers(const QString &statement, const SqlValues &values = {});
    /// All statements of a file in tests/bench/pgbench.
    Result<void> script(const QString &name);
    /// Until the queue holds no job of an order any more. Errors: Timeout.
    Result<void> awaitEmptyQueue();

private:
    template <typename F> auto guarded(F ask) -> Result<decltype(ask(std::declval<Sql &>()))>;

    CallSupervisor m_supervisor;
    std::unique_ptr<Connection> m_connection;
};
