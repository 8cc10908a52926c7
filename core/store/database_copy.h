#pragma once

#include "client_program.h"

/// Copies a database into another that does not hold the same tables: pg_dump's output goes
/// straight into pg_restore, which makes one transaction of it, so there the copy is whole or
/// nothing. Blocks: owned and used by one thread that may wait, but for stop().
class DatabaseCopy
{
public:
    enum class Extent {
        Database, ///< All that is in it; roles and the database itself must be there.
        Shop, ///< The shop's tables and functions alone.
    };
    struct Plan {
        ServerBinaries binaries; ///< Not older than the server that is read.
        DatabaseAddress from;
        DatabaseAddress to;
        Extent extent = Extent::Shop;
    };
    /// Errors: Unavailable with a program's own words, ServerMissing (field = the program) or
    /// Cancelled (stopped).
    Result<void> run(const Plan &plan);
    /// The copy ends as if it had never begun. Thread-safe.
    void stop();

private:
    Result<void> pour();
    Error abandon(const Error &reason);

    ClientProgram m_dump;
    ClientProgram m_restore;
};
