#pragma once

#include "address.h"

/// Applies the numbered steps of sql/migrations in one transaction each under an advisory lock,
/// checks the sums of those already applied, and fills the sample goods of an empty shop.
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
    static int newest();
};
