#include "ticket_store.h"

#include "database_run.h"

using namespace Qt::StringLiterals;

TicketStore::TicketStore(Database &reads)
    : m_reads(reads)
{
}

QFuture<Result<std::vector<qint64>>> TicketStore::claimWaiting(int limit, const QUuid &claim)
{
    return m_reads.run(
        [limit, claim](Sql &sql) {
            std::vector<qint64> ids;
            for (const SqlRow &row : sql.many(u"tickets_claim"_s, {limit, claim}))
                ids.push_back(row.integer(0));
            return ids;
        },
        Database::Repeat::Safe);
}

QFuture<Result<int>> TicketStore::claim(qint64 publicId, const QUuid &claim)
{
    return m_reads.run(
        [publicId, claim](Sql &sql) -> Result<int> {
            const std::optional<SqlRow> row = sql.one(u"ticket_claim"_s, {publicId, claim});
            if (row && !row->isNull(0))
                return int(row->integer(0));
            return Error {.code = Error::Code::Conflict, .reason = Error::Reason::StateNotAllowed};
        },
        Database::Repeat::Safe);
}

QFuture<Result<bool>> TicketStore::note(qint64 publicId, const QUuid &claim, TicketState state)
{
    const SqlValues values {publicId, claim, ticketStateWord(state)};
    return m_reads.run(
        [values](Sql &sql) -> Result<bool> { return sql.one(u"ticket_note"_s, values)->flag(0); },
        Database::Repeat::Safe);
}

QFuture<Result<QHash<qint64, TicketNote>>> TicketStore::open()
{
    return m_reads.run(
        [](Sql &sql) {
            QHash<qint64, TicketNote> notes;
            for (const SqlRow &row : sql.many(u"tickets_open"_s)) {
                if (const std::optional<TicketState> state = ticketStateFromWord(row.text(1)))
                    notes.insert(row.integer(0), {*state, int(row.integer(2))});
            }
            return notes;
        },
        Database::Repeat::Safe);
}
