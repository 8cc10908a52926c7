#include "entry_store.h"

#include "database_run.h"
#include "failpoint.h"
#include "stock_listener.h"

using namespace Qt::StringLiterals;

/// A batch of entries as the arrays that record_entries() takes.
struct EntryArrays {
    std::vector<QUuid> uuids;
    QStringList kinds;
    std::vector<QByteArray> bytes;
    std::vector<QByteArray> hashes;
};

static EntryArrays arraysOf(const std::vector<Entry> &entries)
{
    EntryArrays arrays;
    for (const Entry &entry : entries) {
        arrays.uuids.push_back(entry.uuid);
        arrays.kinds.append(entry.kind);
        arrays.bytes.push_back(entry.bytes);
        arrays.hashes.push_back(entry.hash);
    }
    return arrays;
}

static RecordOutcome::Kind kindOf(const QString &outcome)
{
    if (outcome == u"recorded"_s)
        return RecordOutcome::Kind::Recorded;
    if (outcome == u"gap"_s)
        return RecordOutcome::Kind::Gap;
    return outcome == u"fork"_s ? RecordOutcome::Kind::Fork : RecordOutcome::Kind::UnknownTill;
}

// Columns of entries_record: outcome, seq, hash, product, on_hand; the first row is about the head.
static RecordOutcome readOutcome(const std::vector<SqlRow> &rows, const QUuid &till,
                                 StockListener &listener)
{
    RecordOutcome outcome;
    StockChange change;
    for (const SqlRow &row : rows) {
        if (!row.isNull(3)) {
            change.stock.push_back({row.integer(3), Quantity::fromThousandths(row.integer(4))});
            continue;
        }
        outcome.kind = kindOf(row.text(0));
        outcome.head = {.till = till, .sequence = row.integer(1), .hash = row.bytes(2)};
    }
    if (outcome.kind == RecordOutcome::Kind::Recorded) {
        change.heads.insert(till, outcome.head.sequence);
        listener.stockChanged(change);
    }
    return outcome;
}

// Columns of entry_of_receipt, entry_of_uuid and entries_refunding: till, seq, uuid, kind, bytes,
// prev, hash.
static Entry entryIn(const SqlRow &row)
{
    return {.till = row.uuid(0),
            .sequence = row.integer(1),
            .uuid = row.uuid(2),
            .kind = row.text(3),
            .bytes = row.bytes(4),
            .previous = row.bytes(5),
            .hash = row.bytes(6)};
}

static Result<Entry> entryOrUnknown(const std::optional<SqlRow> &row)
{
    if (row)
        return entryIn(*row);
    return Error {.code = Error::Code::NotFound, .reason = Error::Reason::UnknownReceipt};
}

EntryStore::EntryStore(Database &orders, StockListener &listener, const QString &origin)
    : m_orders(orders)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<TillRegistration>> EntryStore::registerTill(const QUuid &till, const QString &name,
                                                           int wanted)
{
    return m_orders.run(
        [till, name, wanted](Sql &sql) {
            const SqlRow row = *sql.one(u"till_register"_s, {till, name, wanted});
            return TillRegistration {
                .till = till, .number = static_cast<int>(row.integer(0)), .prefix = row.text(1)};
        },
        Database::Repeat::Safe, Database::Lane::Uploads);
}

QFuture<Result<TillHead>> EntryStore::head(const QUuid &till)
{
    return m_orders.run(
        [till](Sql &sql) -> Result<TillHead> {
            const std::optional<SqlRow> row = sql.one(u"till_head"_s, {till});
            if (!row)
                return Error {.code = Error::Code::NotFound,
                              .reason = Error::Reason::TillNotRegistered};
            return TillHead {.till = till, .sequence = row->integer(0), .hash = row->bytes(1)};
        },
        Database::Repeat::Safe, Database::Lane::Uploads);
}

QFuture<Result<RecordOutcome>> EntryStore::record(const std::vector<Entry> &entries)
{
    return m_orders.run(
        [entries, origin = m_origin, &listener = m_listener](Sql &sql) -> Result<RecordOutcome> {
            if (entries.empty())
                return Error {.code = Error::Code::Invalid, .field = u"entries"_s};
            const Entry &first = entries.front();
            const EntryArrays arrays = arraysOf(entries);
            failpoint("upload.before_record");
            const std::vector<SqlRow> rows =
                sql.many(u"entries_record"_s,
                         {first.till, first.sequence, SqlValue::array(arrays.uuids),
                          SqlValue::array(arrays.kinds), SqlValue::array(arrays.bytes),
                          SqlValue::array(arrays.hashes), origin});
            failpoint("upload.recorded");
            RecordOutcome outcome = readOutcome(rows, first.till, listener);
            outcome.lastOrder = sql.one(u"orders_last"_s)->integer(0);
            return outcome;
        },
        Database::Repeat::Safe, Database::Lane::Uploads);
}

QFuture<Result<Entry>> EntryStore::entryOfReceipt(const QString &prefix, qint64 number)
{
    return m_orders.run(
        [prefix, number](Sql &sql) {
            return entryOrUnknown(sql.one(u"entry_of_receipt"_s, {prefix, number}));
        },
        Database::Repeat::Safe);
}

QFuture<Result<Entry>> EntryStore::entryOf(const QUuid &uuid)
{
    return m_orders.run(
        [uuid](Sql &sql) { return entryOrUnknown(sql.one(u"entry_of_uuid"_s, {uuid})); },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<Receipt>>> EntryStore::refundsOf(const QUuid &original)
{
    return m_orders.run(
        [original](Sql &sql) {
            std::vector<Receipt> refunds;
            for (const SqlRow &row : sql.many(u"entries_refunding"_s, {original})) {
                if (Result<Receipt> refund = receiptOf(entryIn(row).bytes))
                    refunds.push_back(*std::move(refund));
            }
            return refunds;
        },
        Database::Repeat::Safe);
}
