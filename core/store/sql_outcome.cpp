#include "sql_outcome.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

static bool isOneOf(const QByteArray &sqlstate, std::initializer_list<const char *> states)
{
    return std::ranges::any_of(states,
                               [&sqlstate](const char *state) { return sqlstate == state; });
}

bool nothingHappened(const SqlOutcome &outcome)
{
    // Serialization, deadlock, lock not available; what needsNewConnection() mends.
    return outcome.error && !outcome.expired && !outcome.error->lost
        && (isOneOf(outcome.error->sqlstate, {"40001", "40P01", "55P03"})
            || needsNewConnection(outcome));
}

bool needsNewConnection(const SqlOutcome &outcome)
{
    // Read-only transaction, prepared statement gone, its plan outdated by a migration.
    return outcome.error && isOneOf(outcome.error->sqlstate, {"25006", "26000", "0A000"});
}

Error errorOf(const SqlOutcome &outcome)
{
    using Code = Error::Code;
    using Reason = Error::Reason;
    const SqlError &error = *outcome.error;
    const QString detail = error.sqlstate.isEmpty()
        ? error.message
        : QString::fromLatin1(error.sqlstate) + u": "_s + error.message;
    if (outcome.expired)
        return {.code = Code::Timeout,
                .reason = Reason::OutcomeUnknown,
                .detail = u"the database did not answer in time"_s};
    if (error.lost)
        return {.code = Code::Timeout, .reason = Reason::OutcomeUnknown, .detail = detail};
    if (error.sqlstate == "57014") // statement_timeout, or cancelled by an administrator.
        return {.code = Code::Timeout, .reason = Reason::DatabaseBusy, .detail = detail};
    if (error.sqlstate == "23505")
        return {.code = Code::Conflict, .detail = detail};
    if (error.sqlstate == "42501")
        return {.code = Code::Denied, .detail = detail};
    if (isOneOf(
            error.sqlstate,
            {"22021", "22P05", "22P02", "22003", "22008"})) // A value that the type cannot hold.
        return {.code = Code::Invalid, .reason = Reason::BadField, .detail = detail};
    if (error.sqlstate == "25006")
        return {.code = Code::Unavailable, .reason = Reason::DatabaseAway, .detail = detail};
    if (nothingHappened(outcome)
        || error.sqlstate.startsWith("53")) // Out of memory, disk or connections.
        return {.code = Code::Unavailable, .reason = Reason::DatabaseBusy, .detail = detail};
    return {.code = Code::Internal, .reason = Reason::Defect, .detail = detail};
}
