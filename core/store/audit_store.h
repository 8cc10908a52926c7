#pragma once

#include "catalogue.h"
#include "hourly_sales.h"
#include "result.h"
#include "shop_figures.h"
#include "vat.h"

#include <QDate>
#include <QFuture>
#include <QStringList>

class Database;

/// Counts and ages for `status`.
struct DatabaseStatus {
    QString serverVersion;
    QString databaseName;
    qint64 sizeBytes = 0;
    int schemaVersion = 0;
    qint64 jobsWaiting = 0;
    qint64 oldestJobMs = 0; ///< Overdue by so much; 0 when none is due.
    qint64 jobsDead = 0;
    qint64 orders = 0;
    qint64 openOrders = 0;
    qint64 receipts = 0;
    qint64 discrepancies = 0;
    qint64 products = 0;
};

/// One receipt of `export receipts`.
struct ReceiptRow {
    QUuid till;
    qint64 sequence = 0;
    qint64 number = 0;
    QUuid uuid;
    QString sourceKey;
    Money total;
    QDate businessDay;
};

/// One order of `export orders`.
struct OrderRow {
    qint64 id = 0; ///< Internal, for paging only.
    qint64 publicId = 0;
    QString source;
    QString state;
    Money total;
    QDate businessDay;
    QDateTime placedAt;
    QString idempotencyKeyHash; ///< Hex, or empty.
};

/// What the server says of the checksums of its pages.
struct Checksums {
    bool kept = false;
    qint64 failures = 0; ///< Pages that did not fit theirs, since its figures began.
};

/// Takings of a set of receipts.
struct Takings {
    qint64 receipts = 0;
    qint64 lines = 0;
    Money total;
    std::vector<VatTotal> vat;
};

/// Reads for status, exports and verify on the reports connection, and the health probe.
/// Thread-safe.
class AuditStore
{
public:
    /// @p helper, if any, shares the work of verify() and outlives @p reports.
    explicit AuditStore(Database &reports, Database *helper = nullptr);

    QFuture<Result<void>> ping();
    QFuture<Result<DatabaseStatus>> status();
    /// In one query that reads what is open and little more.
    QFuture<Result<ShopFigures>> figures();
    /// Every difference found in sums, VAT, numbers, stock, chains, bookings, orders, jobs, keys
    /// and derived columns, worst first; empty = clean. A sentence for each kind of fault and till:
    /// the first place (till and sequence, receipt, product or order), and how many more there are.
    QFuture<Result<QStringList>> verify();
    QFuture<Result<Checksums>> checksums();
    QFuture<Result<std::vector<TillHead>>> heads();
    /// Hash of one stored entry, to compare with a journal; NotFound when there is none.
    QFuture<Result<QByteArray>> entryHash(const QUuid &till, qint64 sequence);
    /// In pages after (@p afterTill, @p afterSequence), by till and sequence.
    QFuture<Result<std::vector<ReceiptRow>>> receiptsAfter(const QUuid &afterTill,
                                                           qint64 afterSequence, int limit);
    QFuture<Result<std::vector<OrderRow>>> ordersAfter(qint64 afterId, int limit);
    QFuture<Result<Takings>> takingsOf(const QUuid &till);
    /// What the counter sold since the business day @p from, by hour in @p timeZone (IANA name):
    /// the 100 most sold goods of each hour, the most sold first.
    QFuture<Result<std::vector<HourlySales>>> salesByHour(QDate from, const QString &timeZone);

private:
    Database &m_reports;
    Database *const m_helper;
};
