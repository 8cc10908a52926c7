#include "audit_store.h"

#include "books_check.h"
#include "database_run.h"
#include "job_store.h"

using namespace Qt::StringLiterals;

// Columns of audit_status, in the order of the struct.
static DatabaseStatus statusOf(const SqlRow &row)
{
    return {.serverVersion = row.text(0),
            .databaseName = row.text(1),
            .sizeBytes = row.integer(2),
            .schemaVersion = static_cast<int>(row.integer(3)),
            .jobsWaiting = row.integer(4),
            .oldestJobMs = row.integer(5),
            .jobsDead = row.integer(6),
            .orders = row.integer(7),
            .openOrders = row.integer(8),
            .receipts = row.integer(9),
            .discrepancies = row.integer(10),
            .products = row.integer(11)};
}

static ReceiptRow receiptRow(const SqlRow &row)
{
    return {.till = row.uuid(0),
            .sequence = row.integer(1),
            .number = row.integer(2),
            .uuid = row.uuid(3),
            .sourceKey = row.text(4),
            .total = Money::fromMinor(row.integer(5)),
            .businessDay = row.date(6)};
}

static OrderRow orderRow(const SqlRow &row)
{
    return {.id = row.integer(0),
            .publicId = row.integer(1),
            .source = row.text(2),
            .state = row.text(3),
            .total = Money::fromMinor(row.integer(4)),
            .businessDay = row.date(5),
            .placedAt = row.time(6),
            .idempotencyKeyHash = row.text(7)};
}

// Columns of audit_figures: what, of which state or kind, then its figures.
static ShopFigures readFigures(Sql &sql)
{
    ShopFigures figures;
    for (const SqlRow &row : sql.many(u"audit_figures"_s)) {
        const QString what = row.text(0);
        if (what == u"orders"_s)
            figures.openOrders.emplace_back(row.text(1), row.integer(2));
        else if (what == u"receipts"_s)
            figures.receipts = row.integer(2);
        else
            figures.queue.push_back(queueKindOf(row, 1));
    }
    return figures;
}

static Takings readTakings(Sql &sql, const QUuid &till)
{
    Transaction transaction(sql);
    sql.execute(u"catalogue_snapshot"_s);
    const SqlRow sums = *sql.one(u"audit_takings"_s, {till});
    Takings takings {.receipts = sums.integer(0),
                     .lines = sums.integer(2),
                     .total = Money::fromMinor(sums.integer(1))};
    for (const SqlRow &row : sql.many(u"audit_takings_vat"_s, {till}))
        takings.vat.push_back({.rateBp = static_cast<int>(row.integer(0)),
                               .gross = Money::fromMinor(row.integer(1)),
                               .vat = Money::fromMinor(row.integer(2)),
                               .net = Money::fromMinor(row.integer(3))});
    transaction.commit();
    return takings;
}

AuditStore::AuditStore(Database &reports, Database *helper)
    : m_reports(reports)
    , m_helper(helper)
{
}

QFuture<Result<void>> AuditStore::ping()
{
    return m_reports.run([](Sql &sql) { sql.run(u"audit_ping"_s); }, Database::Repeat::Safe);
}

QFuture<Result<DatabaseStatus>> AuditStore::status()
{
    return m_reports.run([](Sql &sql) { return statusOf(*sql.one(u"audit_status"_s)); },
                         Database::Repeat::Safe);
}

QFuture<Result<ShopFigures>> AuditStore::figures()
{
    return m_reports.run([](Sql &sql) { return readFigures(sql); }, Database::Repeat::Safe);
}

QFuture<Result<QStringList>> AuditStore::verify()
{
    return BooksCheck::run(m_reports, m_helper);
}

QFuture<Result<Checksums>> AuditStore::checksums()
{
    return m_reports.run(
        [](Sql &sql) {
            const SqlRow row = *sql.one(u"audit_checksums"_s);
            return Checksums {.kept = row.text(0) == u"on"_s, .failures = row.integer(1)};
        },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<TillHead>>> AuditStore::heads()
{
    return m_reports.run(
        [](Sql &sql) {
            std::vector<TillHead> heads;
            for (const SqlRow &row : sql.many(u"audit_heads"_s))
                heads.push_back(
                    {.till = row.uuid(0), .sequence = row.integer(1), .hash = row.bytes(2)});
            return heads;
        },
        Database::Repeat::Safe);
}

QFuture<Result<QByteArray>> AuditStore::entryHash(const QUuid &till, qint64 sequence)
{
    return m_reports.run(
        [till, sequence](Sql &sql) -> Result<QByteArray> {
            const std::optional<SqlRow> row = sql.one(u"audit_entry_hash"_s, {till, sequence});
            if (!row)
                return Error {.code = Error::Code::NotFound,
                              .reason = Error::Reason::UnknownReceipt};
            return row->bytes(0);
        },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<ReceiptRow>>> AuditStore::receiptsAfter(const QUuid &afterTill,
                                                                   qint64 afterSequence, int limit)
{
    return m_reports.run(
        [afterTill, afterSequence, limit](Sql &sql) {
            std::vector<ReceiptRow> receipts;
            for (const SqlRow &row :
                 sql.many(u"audit_receipts"_s, {afterTill, afterSequence, limit}))
                receipts.push_back(receiptRow(row));
            return receipts;
        },
        Database::Repeat::Safe);
}

QFuture<Result<std::vector<OrderRow>>> AuditStore::ordersAfter(qint64 afterId, int limit)
{
    return m_reports.run(
        [afterId, limit](Sql &sql) {
            std::vector<OrderRow> orders;
            for (const SqlRow &row : sql.many(u"audit_orders"_s, {afterId, limit}))
                orders.push_back(orderRow(row));
            return orders;
        },
        Database::Repeat::Safe);
}

QFuture<Result<Takings>> AuditStore::takingsOf(const QUuid &till)
{
    return m_reports.run([till](Sql &sql) { return readTakings(sql, till); },
                         Database::Repeat::Safe);
}

QFuture<Result<std::vector<HourlySales>>> AuditStore::salesByHour(QDate from,
                                                                  const QString &timeZone)
{
    return m_reports.run(
        [from, timeZone](Sql &sql) {
            std::vector<HourlySales> sales;
            for (const SqlRow &row : sql.many(u"audit_sales_by_hour"_s, {from, timeZone}))
                sales.push_back({static_cast<int>(row.integer(0)), row.integer(1), row.integer(2)});
            return sales;
        },
        Database::Repeat::Safe);
}
