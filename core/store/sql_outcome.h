#pragma once

#include "error.h"
#include "sql.h"

/// How one run of a call on a connection ended.
struct SqlOutcome {
    std::optional<SqlError> error;
    bool expired = false; ///< The supervisor shut the socket: it hung.
};

/// The server refused as a whole for a reason that passes: the call may run again, whoever it is.
bool nothingHappened(const SqlOutcome &outcome);
/// The connection works but is of no more use: another server leads now, or its prepared statements
/// are out of date.
bool needsNewConnection(const SqlOutcome &outcome);
/// What the caller is told.
Error errorOf(const SqlOutcome &outcome);
