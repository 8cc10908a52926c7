#pragma once

#include "catalogue.h"
#include "entry.h"

#include <QFuture>

class Database;
class StockListener;

/// A till as PostgreSQL registered it.
struct TillRegistration {
    QUuid till;
    int number = 0;
    QString prefix; ///< Printed before each receipt number.
};

/// What became of a batch of entries.
struct RecordOutcome {
    enum class Kind {
        Recorded, ///< All of them, or known already.
        Gap, ///< The server's head is further back: send from head + 1.
        Fork, ///< Other bytes under a known sequence or uuid, or a head that the journal does not
              ///< know.
        UnknownTill, ///< Register first.
    };
    Kind kind = Kind::Recorded;
    TillHead head; ///< The server's head after the call.
    qint64 lastOrder = 0; ///< The newest order's row then: it tells whether others place orders.
};

/// Journal entries in PostgreSQL. Thread-safe; owned by the shop.
class EntryStore
{
public:
    EntryStore(Database &orders, StockListener &listener, const QString &origin);

    /// Registers a till; again gives the same. @p wanted is the number a journal already printed,
    /// or 0.
    QFuture<Result<TillRegistration>> registerTill(const QUuid &till, const QString &name,
                                                   int wanted);
    /// Errors: NotFound when the till is not registered there.
    QFuture<Result<TillHead>> head(const QUuid &till);
    /// Records @p entries (of one till, in sequence). Never refuses a well-chained one.
    QFuture<Result<RecordOutcome>> record(const std::vector<Entry> &entries);

    /// The receipt that any till printed as @p prefix and @p number. Errors:
    /// NotFound/UnknownReceipt.
    QFuture<Result<Entry>> entryOfReceipt(const QString &prefix, qint64 number);
    /// Errors: NotFound/UnknownReceipt.
    QFuture<Result<Entry>> entryOf(const QUuid &uuid);
    /// What all tills gave back of the sale @p original, as far as it was uploaded.
    QFuture<Result<std::vector<Receipt>>> refundsOf(const QUuid &original);

private:
    Database &m_orders;
    StockListener &m_listener;
    const QString m_origin;
};
