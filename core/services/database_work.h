#pragma once

/// What is being done to a database that is not up for that reason.
enum class DatabaseWork {
    None,
    BackingUp, ///< Before an upgrade.
    Upgrading, ///< To the version of a newer program.
};
