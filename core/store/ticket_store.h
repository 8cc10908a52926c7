#pragma once

#include "result.h"
#include "ticket.h"

#include <QFuture>
#include <QHash>
#include <QUuid>

#include <vector>

class Database;

/// Which orders' tickets were printed, in PostgreSQL. Thread-safe; owned by the shop.
class TicketStore
{
public:
    explicit TicketStore(Database &reads);

    /// Takes up to @p limit tickets that nobody printed, for who shows @p claim later: no two ever
    /// get one. By public id of their orders, the oldest first. Asked again under one claim it
    /// gives those again.
    QFuture<Result<std::vector<qint64>>> claimWaiting(int limit, const QUuid &claim);
    /// Takes the ticket of one order, printed or not; gives how often it came out before. Errors:
    /// Conflict/StateNotAllowed (there is no such order, or it is being printed).
    QFuture<Result<int>> claim(qint64 publicId, const QUuid &claim);
    /// How it ended. False: the claim was not the last one any more.
    QFuture<Result<bool>> note(qint64 publicId, const QUuid &claim, TicketState state);
    /// Of the open orders that have one.
    QFuture<Result<QHash<qint64, TicketNote>>> open();

private:
    Database &m_reads;
};
