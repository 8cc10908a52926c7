#pragma once

#include "address.h"

/// Applies the numbered steps of sql/migrations under an advisory lock, all that are missing in one
/// transaction: killed or failed, the database is as before. Checks the sums of those already
/// applied, and fills the sample goods of an empty shop.
class Migrations
{
public:
    enum class Permission {
        OnlyWhenEmpty, ///< A shared server: an empty database is set up, an older one is refused.
        Upgrade, ///< The private cluster, or `bakehousectl migrate`.
    };
    /// Brings the schema to the program's version; gives it. Blocks: for start-up and commands.
    /// Errors: Conflict/SchemaMismatch with a sentence, Unavailable, Denied.
    static Result<int> bringUp(const DatabaseAddress &address, Permission permission);
    /// The steps that are applied; 0: the database is empty. Changes nothing. Blocks. Errors: as
    /// bringUp(), so that a database of a newer program is one.
    static Result<int> applied(const DatabaseAddress &address);
    static int newest();
};
