#include "house_checks.h"

#include "await.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString idOf(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

QString word(bool value)
{
    return value ? u"t"_s : u"f"_s;
}

/// Rows of @p some that @p others lack, the first of many.
QString alone(const QStringList &some, QStringList others)
{
    QStringList left;
    for (const QString &row : some) {
        if (!others.removeOne(row))
            left.append(row);
    }
    constexpr qsizetype shown = 5;
    return left.isEmpty() ? u"nothing"_s
                          : left.first(std::min(left.size(), shown)).join(u"\n      "_s);
}

/// All rows of both sides, in no order; what one side has alone is told.
void compareRows(DayHouse &house, const QString &what, QStringList expected, const QString &sql)
{
    QStringList stored;
    for (const QStringList &row : house.database.rows(sql))
        stored.append(row.join(u'|'));
    stored.sort();
    expected.sort();
    if (stored != expected)
        house.expect(false,
                     u"%1: alone in the database\n      %2\n    alone in the books\n      %3"_s.arg(
                         what, alone(stored, expected), alone(expected, stored)));
}

void compareTills(DayHouse &house)
{
    QStringList expected;
    for (const auto &[id, till] : house.books.tills)
        expected.append(u"%1|%2|%3"_s.arg(idOf(id)).arg(till.number).arg(till.head()));
    compareRows(house, u"tills"_s, expected, u"SELECT id, number, head_seq FROM bakehouse.tills"_s);
}

QString receiptRow(const ModelEntry &entry)
{
    return QStringList {idOf(entry.till),
                        QString::number(entry.sequence),
                        entry.kind,
                        idOf(entry.uuid),
                        QString::number(entry.number),
                        entry.prefix,
                        QString::number(entry.at.toMSecsSinceEpoch()),
                        word(entry.suspect),
                        entry.day.toString(Qt::ISODate),
                        QString::number(entry.clerk),
                        entry.mode,
                        QString::number(entry.total),
                        QString::number(entry.change),
                        QString::number(entry.rounding),
                        entry.order ? QString::number(*entry.order) : QString(),
                        entry.original.isNull() ? QString() : idOf(entry.originalTill),
                        entry.original.isNull() ? QString() : idOf(entry.original),
                        entry.original.isNull() ? QString() : QString::number(entry.originalNumber)}
        .join(u'|');
}

void compareReceipts(DayHouse &house)
{
    QStringList expected;
    for (const auto &[uuid, receipt] : house.books.receipts)
        expected.append(receiptRow(*receipt));
    compareRows(house, u"receipts"_s, expected,
                u"SELECT till, seq, kind, uuid, number, prefix, "
                "(extract(epoch FROM sold_at) * 1000)::bigint, suspect, business_day, clerk, mode, "
                "total_minor, change_minor, rounding_minor, order_public_id, original_till, "
                "original_uuid, original_number FROM bakehouse.receipts"_s);
}

void compareLines(DayHouse &house)
{
    QStringList expected;
    for (const auto &[uuid, receipt] : house.books.receipts) {
        int number = 0;
        for (const ModelLine &line : receipt->lines) {
            expected.append(u"%1|%2|%3|%4|%5|%6|%7|%8|%9|%10|%11"_s.arg(idOf(uuid))
                                .arg(++number)
                                .arg(line.product)
                                .arg(line.name)
                                .arg(line.quantity)
                                .arg(line.price)
                                .arg(line.discount)
                                .arg(line.gross)
                                .arg(line.rateBp)
                                .arg(word(line.prepared))
                                .arg(line.originalLine));
        }
    }
    compareRows(house, u"lines"_s, expected,
                u"SELECT r.uuid, l.line_no, l.product_id, l.name, l.quantity, l.unit_price_minor, "
                "l.discount_minor, l.gross_minor, l.rate_bp, l.prepared, l.original_line "
                "FROM bakehouse.receipts r JOIN bakehouse.receipt_lines l USING (till, seq)"_s);
}

void compareTendersAndVat(DayHouse &house)
{
    QStringList tenders;
    QStringList vat;
    for (const auto &[uuid, receipt] : house.books.receipts) {
        for (const ModelTender &tender : receipt->tenders)
            tenders.append(u"%1|%2|%3"_s.arg(idOf(uuid), tender.method).arg(tender.amount));
        for (const auto &[rateBp, sum] : receipt->vat)
            vat.append(u"%1|%2|%3|%4|%5"_s.arg(idOf(uuid))
                           .arg(rateBp)
                           .arg(sum.gross)
                           .arg(sum.vat)
                           .arg(sum.gross - sum.vat));
    }
    compareRows(house, u"tenders"_s, tenders,
                u"SELECT r.uuid, t.method, t.amount_minor FROM bakehouse.receipts r "
                "JOIN bakehouse.receipt_tenders t USING (till, seq)"_s);
    compareRows(house, u"VAT"_s, vat,
                u"SELECT r.uuid, v.rate_bp, v.gross_minor, v.vat_minor, v.net_minor "
                "FROM bakehouse.receipts r JOIN bakehouse.receipt_vat v USING (till, seq)"_s);
}

void compareOrders(DayHouse &house)
{
    QStringList orders;
    QStringList lines;
    QStringList jobs;
    for (const ModelOrder &order : house.books.orders) {
        orders.append(u"%1|%2|%3|%4|%5|%6|%7|%8"_s.arg(
            idOf(order.uuid), order.source, order.state, order.flow,
            order.day.toString(Qt::ISODate), QString::number(order.total),
            order.till.isNull() ? QString() : idOf(order.till),
            order.till.isNull() ? QString() : QString::number(order.sequence)));
        for (const ModelOrder::Line &line : order.lines)
            lines.append(u"%1|%2|%3|%4|%5|%6|%7"_s.arg(idOf(order.uuid))
                             .arg(line.product)
                             .arg(line.name)
                             .arg(line.quantity)
                             .arg(line.price)
                             .arg(line.total)
                             .arg(line.taxClass));
        if (order.job)
            jobs.append(idOf(order.uuid));
    }
    compareRows(house, u"orders"_s, orders,
                u"SELECT uuid, source, state, flow, business_day, total_minor, till, seq "
                "FROM bakehouse.orders"_s);
    compareRows(house, u"lines of orders"_s, lines,
                u"SELECT o.uuid, l.product_id, l.product_name, l.quantity, l.unit_price_minor, "
                "l.total_minor, l.tax_class FROM bakehouse.orders o "
                "JOIN bakehouse.order_lines l ON l.order_id = o.id"_s);
    compareRows(house, u"jobs"_s, jobs,
                u"SELECT o.uuid FROM bakehouse.jobs j "
                "LEFT JOIN bakehouse.orders o ON o.id::text = j.dedup_key"_s);
}

void compareKeys(DayHouse &house)
{
    QStringList keys;
    for (const auto &[key, known] : house.books.keys)
        keys.append(u"%1|%2"_s.arg(QString::fromLatin1(key.toHex()), idOf(known.second)));
    compareRows(house, u"keys"_s, keys,
                u"SELECT encode(k.key_hash, 'hex'), o.uuid FROM bakehouse.idempotency_keys k "
                "LEFT JOIN bakehouse.orders o ON o.id = k.order_id"_s);
    compareRows(house, u"deliveries"_s,
                QStringList(house.books.deliveries.begin(), house.books.deliveries.end()),
                u"SELECT key FROM bakehouse.deliveries"_s);
}

void compareStock(DayHouse &house)
{
    QStringList stock;
    for (const auto &[product, onHand] : house.books.stock)
        stock.append(u"%1|%2"_s.arg(product).arg(onHand));
    QStringList movements;
    for (const auto &[booking, quantity] : house.books.movements) {
        const auto &[product, kind, day] = booking;
        movements.append(
            u"%1|%2|%3|%4"_s.arg(product).arg(kind, day.toString(Qt::ISODate)).arg(quantity));
    }
    QStringList shortfalls;
    for (const auto &[place, shortfall] : house.books.shortfalls) {
        const auto &[till, sequence, product] = place;
        shortfalls.append(u"%1|%2|%3|%4|%5|%6"_s.arg(idOf(QUuid::fromRfc4122(till)))
                              .arg(sequence)
                              .arg(product)
                              .arg(shortfall.day.toString(Qt::ISODate))
                              .arg(shortfall.quantity)
                              .arg(shortfall.settled));
    }
    compareRows(house, u"stock"_s, stock, u"SELECT product_id, on_hand FROM bakehouse.stock"_s);
    compareRows(house, u"movements of stock"_s, movements,
                u"SELECT product_id, kind, business_day, sum(quantity) "
                "FROM bakehouse.stock_movements GROUP BY 1, 2, 3"_s);
    compareRows(house, u"shortfalls"_s, shortfalls,
                u"SELECT till, seq, product_id, business_day, quantity, settled "
                "FROM bakehouse.shortfalls"_s);
}

void compareDiscrepancies(DayHouse &house)
{
    QStringList expected;
    for (const auto &[till, sequence, kind] : house.books.discrepancies)
        expected.append(u"%1|%2|%3"_s.arg(idOf(QUuid::fromRfc4122(till))).arg(sequence).arg(kind));
    compareRows(house, u"discrepancies"_s, expected,
                u"SELECT till, coalesce(seq, 0), kind FROM bakehouse.discrepancies"_s);
}

}

void checkBooks(DayHouse &house)
{
    for (const auto compare : {compareTills, compareReceipts, compareLines, compareTendersAndVat,
                               compareOrders, compareKeys, compareStock, compareDiscrepancies}) {
        if (!house.failed())
            compare(house);
    }
}

void checkJournals(DayHouse &house)
{
    for (const auto &counter : house.counters) {
        const Result<std::vector<Entry>> entries =
            await(counter->program->journal().entriesAfter(0, 1'000'000));
        if (!house.expectDone(entries, u"reading a journal"_s))
            return;
        QStringList rows;
        QByteArray previous(32, '\0');
        for (size_t i = 0; i < entries->size(); ++i) {
            const Entry &entry = (*entries)[i];
            const QByteArray hash =
                QCryptographicHash::hash(previous + entry.bytes, QCryptographicHash::Sha256);
            const bool wanted = i < counter->entries.size()
                && entry.kind == counter->entries[i]->kind && entry.sequence == qint64(i) + 1;
            house.expect(
                wanted && entry.previous == previous && entry.hash == hash,
                u"entry %1 of till %2 is not what its till did"_s.arg(i + 1).arg(counter->place));
            rows.append(u"%1|%2|%3|%4|%5"_s.arg(idOf(entry.uuid), entry.kind)
                            .arg(entry.sequence)
                            .arg(QString::fromLatin1(entry.bytes.toHex()),
                                 QString::fromLatin1(hash.toHex())));
            previous = hash;
        }
        house.expect(
            entries->size() == counter->entries.size(),
            u"the journal of till %1 has %2 entries, its till made %3"_s.arg(counter->place)
                .arg(entries->size())
                .arg(counter->entries.size()));
        compareRows(house, u"entries"_s, rows,
                    u"SELECT uuid, kind, seq, encode(bytes, 'hex'), encode(hash, 'hex') "
                    "FROM bakehouse.entries WHERE till = '%1'"_s.arg(idOf(counter->id())));
        house.expectDone(await(counter->program->journal().verify()), u"verifying a journal"_s);
    }
}

void checkAcknowledged(DayHouse &house)
{
    QStringList receipts;
    for (const SharedEntry &receipt : house.printed)
        receipts.append(u"%1|%2|%3"_s.arg(idOf(receipt->uuid)).arg(receipt->total).arg(1));
    compareRows(house, u"printed receipts"_s, receipts,
                u"SELECT uuid, sum(total_minor), count(*) FROM bakehouse.receipts GROUP BY uuid"_s);
    QStringList orders;
    for (const QUuid &order : house.told)
        orders.append(idOf(order));
    compareRows(house, u"orders that customers were told of"_s, orders,
                u"SELECT uuid FROM bakehouse.orders WHERE source = 'web'"_s);
}

void checkShownStock(DayHouse &house)
{
    for (const auto &counter : house.counters) {
        house.readGoods(*counter);
        if (house.failed())
            return;
        const auto shown = counter->program->stores().cache.current();
        for (const auto &[product, onHand] : house.books.stock) {
            const int index = shown->indexOf(product);
            house.expect(
                index >= 0 && shown->shownStock(index).thousandths() == onHand,
                u"till %1 shows another stock of product %2 than the books"_s.arg(counter->place)
                    .arg(product));
        }
    }
}

void checkVerify(DayHouse &house)
{
    const Result<QStringList> findings =
        await(house.counters.front()->program->stores().audit.verify(), 120'000);
    if (house.expectDone(findings, u"verify"_s))
        house.expect(findings->isEmpty(), u"verify: "_s + findings->join(u"\n    "_s));
}

void checkPages(DayHouse &house)
{
    const QStringList known =
        house.database.column(u"SELECT name FROM pg_available_extensions WHERE name = 'amcheck'"_s);
    if (known.isEmpty() || !house.dice.chance(5))
        return;
    house.database.execute(u"CREATE EXTENSION IF NOT EXISTS amcheck"_s);
    // A damaged index ends the program with the server's own words.
    house.database.rows(u"SELECT bt_index_check(i.indexrelid, true) FROM pg_index i "
                        "JOIN pg_class c ON c.oid = i.indexrelid "
                        "JOIN pg_am m ON m.oid = c.relam AND m.amname = 'btree' "
                        "WHERE c.relnamespace = 'bakehouse'::regnamespace"_s);
    const QStringList damage = house.database.column(
        u"SELECT c.relname || ': ' || v.msg FROM pg_class c "
        "CROSS JOIN LATERAL verify_heapam(c.oid) v "
        "WHERE c.relnamespace = 'bakehouse'::regnamespace AND c.relkind = 'r'"_s);
    house.expect(damage.isEmpty(), damage.join(u"\n    "_s));
}
