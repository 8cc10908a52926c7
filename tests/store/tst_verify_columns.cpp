#include "audit_store.h"
#include "books_check.h"
#include "catalogue_store.h"
#include "order_store.h"
#include "store_bench.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A value that verify cannot know from anywhere else, in which rows, and why.
struct Unknowable {
    const char *table;
    const char *column; ///< "*" = all of the table.
    const char *rows; ///< A condition; the other rows' values are known.
    const char *reason;
};

constexpr Unknowable unknowable[] = {
    {"shop", "*", "true", "what the owner decides"},
    {"tax_classes", "*", "true", "what the owner decides"},
    {"tax_rates", "*", "true", "what the owner decides; receipts hold theirs"},
    {"categories", "*", "true", "what the owner decides"},
    {"products", "*", "true", "what the owner decides; receipts hold names and prices"},
    {"tile_places", "*", "true", "what the owner decides"},
    {"order_tickets", "*", "true", "what became of a piece of paper"},
    {"opening_hours", "*", "true", "what the owner decides"},
    {"opening_exceptions", "*", "true", "what the owner decides"},
    {"opening_exception_hours", "*", "true", "what the owner decides"},
    {"order_states", "*", "true", "a table of words, checked by a test of the schema"},
    {"order_steps", "*", "true", "a table of words, checked by a test of the schema"},
    {"schema_migrations", "*", "true", "compared with the program's at each start"},
    {"discrepancies", "*", "true", "a note for people, made again when entries are sent again"},
    {"jobs_dead", "*", "kind <> 'order.advance'", "a job of another kind is its own truth"},
    {"jobs", "*", "kind <> 'order.advance'", "a job of another kind is its own truth"},
    {"jobs", "id", "true", "a number that nothing refers to"},
    {"jobs", "due_at", "true", "the worker's own reckoning"},
    {"jobs", "attempts", "true", "the worker's own reckoning"},
    {"jobs", "max_attempts", "true", "the worker's own reckoning"},
    {"jobs", "locked_by", "true", "the worker's own reckoning"},
    {"jobs", "last_error", "true", "words for people"},
    {"jobs", "created_at", "true", "the worker's own reckoning"},
    {"tills", "name", "true", "a name for people"},
    {"tills", "registered_at", "true", "a time for people"},
    {"idempotency_keys", "key_hash", "true", "only who sent it knows it"},
    {"idempotency_keys", "request_hash", "true", "only who sent it knows it"},
    {"idempotency_keys", "order_id", "true",
     "another order of the same minute could take its place"},
    {"partner_requests", "key_id", "true", "only who sent it knows it"},
    {"partner_requests", "key_hash", "true", "only who sent it knows it"},
    {"partner_requests", "request_hash", "true", "only who sent it knows it"},
    {"partner_requests", "change_no", "true", "another change of the key could take its place"},
    {"partner_requests", "created_at", "true", "says only when it is forgotten"},
    {"orders", "public_id", "source = 'counter' OR till IS NULL", "drawn at random"},
    {"orders", "pickup_code", "true", "drawn at random"},
    {"orders", "source", "source <> 'counter'", "what the customer sent"},
    {"orders", "customer_name", "source <> 'counter'", "what the customer sent"},
    {"orders", "customer_email", "source <> 'counter'", "what the customer sent"},
    {"orders", "customer_phone", "source <> 'counter'", "what the customer sent"},
    {"orders", "note", "source <> 'counter'", "what the customer sent"},
    {"orders", "due_at", "source <> 'counter'", "what the customer sent"},
    {"orders", "pickup_start", "source <> 'counter'", "what the customer sent"},
    {"orders", "pickup_end", "source <> 'counter'", "what the customer sent"},
    {"orders", "uuid", "source <> 'counter'", "what the customer sent"},
    {"order_lines", "product_name", "order_id IN (SELECT id FROM orders WHERE source <> 'counter')",
     "the goods' name of that day"},
    {"order_lines", "tax_class", "order_id IN (SELECT id FROM orders WHERE source <> 'counter')",
     "the goods' class of that day"},
    {"order_events", "actor", "true", "a name for people"},
};

bool belongsTo(const Unknowable &one, const QString &table, const QString &column)
{
    return table == QLatin1StringView(one.table)
        && (column == QLatin1StringView(one.column) || QLatin1StringView(one.column) == "*"_L1);
}

/// A condition for the rows of @p table whose @p column verify must know.
QString knownRows(const QString &table, const QString &column)
{
    QStringList parts {u"true"_s};
    for (const Unknowable &one : unknowable) {
        if (belongsTo(one, table, column))
            parts += u"NOT (%1)"_s.arg(QString::fromUtf8(one.rows));
    }
    return parts.join(u" AND "_s);
}

QString quoted(const QString &text)
{
    return u"'%1'"_s.arg(text);
}

/// Other values of the same type; the table's own rules may refuse some of them.
QStringList otherValues(const QString &table, const QString &column, const QString &type)
{
    static const QHash<QString, QStringList> words {
        {u"mode"_s, {u"takeaway"_s, u"eat_in"_s}},
        {u"source"_s, {u"counter"_s, u"web"_s}},
        {u"flow"_s, {u"automatic"_s, u"staff"_s}},
        {u"state"_s, {u"confirmed"_s, u"ready"_s, u"collected"_s, u"cancelled"_s}},
        {u"kind"_s, {u"opening"_s, u"delivery"_s, u"order"_s, u"sale"_s, u"refund"_s, u"settle"_s}},
    };
    if (const auto known = words.constFind(column); known != words.constEnd()) {
        QStringList values;
        for (const QString &word : *known)
            values += u"nullif(%1, %2)"_s.arg(quoted(word), column);
        return values;
    }
    if (type == "uuid"_L1)
        return {u"gen_random_uuid()"_s};
    if (type == "text"_L1)
        return {column + u" || 'x'"_s, u"''"_s};
    if (type == "boolean"_L1)
        return {u"NOT "_s + column};
    if (type == "date"_L1)
        return {column + u" + 1"_s};
    if (type == "bytea"_L1)
        return {u"set_byte(%1, 0, get_byte(%1, 0) # 1)"_s.arg(column),
                u"set_byte(%1, length(%1) - 1, get_byte(%1, length(%1) - 1) # 128)"_s.arg(column)};
    if (type == "timestamp with time zone"_L1) {
        const bool exact = table == "receipts"_L1 || table == "deliveries"_L1;
        return {
            u"coalesce(%1 + interval '%2', now())"_s.arg(column, exact ? u"1 ms"_s : u"1 hour"_s)};
    }
    return {u"coalesce(%1 + 1, 1)"_s.arg(column), column + u" - 1"_s, column + u" + 1000"_s};
}

}

/// Each column of each table is changed in turn: verify names it, the table refuses it, or the list
/// above says why nobody can know.
class TestVerifyColumns final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void clean_saysNothing();
    void rows_ofEachTable_areThere();
    void changedValue_isNamed_data();
    void changedValue_isNamed();
    void unknowable_namesWhatIsThere();
    void findings_ofSeveralPieces_areAddedUp();
    void helper_sharesTheWork();

private:
    void sell();
    void order();
    QString faultsAfter(const QString &change);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<TillBench> m_bench;
};

static QByteArray hashOf(const char *text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

void TestVerifyColumns::initTestCase()
{
    m_bench = std::make_unique<TillBench>(m_cluster);
    order();
    sell();
}

// Each way in which stock moves and receipts come about: sales, more than there is, what a delivery
// and a return make up for, an import, an order paid for.
void TestVerifyColumns::sell()
{
    CatalogueStore catalogue(m_bench->orders, m_bench->listener, u"here"_s);
    OrderStore orders(m_bench->orders, m_bench->reads, m_bench->listener, u"here"_s);
    ChainWriter &chain = m_bench->chain;
    Receipt shortOne = ChainWriter::sale({{.product = 1, .pieces = 40}, {.product = 3}});
    Receipt shortTwo = ChainWriter::sale({{.product = 2, .pieces = 60, .rateBp = 1900}});
    Receipt paid = ChainWriter::sale({{.product = 4, .price = 240}});
    paid.orderPublicId = await(orders.place(webOrder(4)))->publicId;
    Receipt fresh = ChainWriter::sale({{.product = 21, .price = 250, .prepared = true}});
    fresh.soldAt = QDateTime::currentDateTimeUtc();
    m_bench->record({chain.write(shortOne), chain.writeEvent(u"drawer"_s), chain.write(paid),
                     chain.write(shortTwo), chain.write(fresh)});
    QVERIFY(await(
        catalogue.bookDelivery(u"monday"_s, QDate(2026, 3, 2), {{1, Quantity::fromPieces(7)}})));
    m_bench->record({chain.write(ChainWriter::refund(shortTwo)),
                     chain.write(ChainWriter::sale({{.product = 5}, {.product = 6}}))});
    m_bench->setOnHand(7, 3);
}

// Web orders in each state that they can be in.
void TestVerifyColumns::order()
{
    OrderStore orders(m_bench->orders, m_bench->reads, m_bench->listener, u"here"_s);
    NewOrder keyed = webOrder(8, 2);
    keyed.keyHash = hashOf("key");
    keyed.requestHash = hashOf("request");
    QVERIFY(await(orders.place(keyed)));
    NewOrder made = webOrder(9);
    QVERIFY(await(orders.place(made)));
    m_bench->server.execute(u"SELECT bakehouse.advance_orders(10, 0, 0, 'here'); "
                            "SELECT bakehouse.advance_orders(10, 0, 0, 'here')"_s);
    NewOrder slow = webOrder(10);
    slow.flow = OrderFlow::Staff;
    QVERIFY(await(orders.place(slow)));
    const qint64 given = await(orders.place(webOrder(11)))->publicId;
    m_bench->server.execute(u"SELECT bakehouse.cancel_order(%1, 'Ben', 'here')"_s.arg(given));
    const qint64 moved = await(orders.place(webOrder(12)))->publicId;
    m_bench->server.execute(
        u"SELECT bakehouse.partner_moves_order(jsonb_build_object('key', 1, 'name', 'Round', "
        "'key_hash', repeat(n::text, 64), 'request', repeat('0', 64)), %1, to_state, 'here') FROM "
        "(VALUES (1, 'in_production'), (2, 'ready'), (3, 'no_show')) AS s (n, to_state)"_s.arg(
            moved));
    m_bench->server.execute(u"SELECT bakehouse.enqueue_job('mail', 1, NULL, 3, 60000)"_s);
}

void TestVerifyColumns::clean_saysNothing()
{
    QCOMPARE(m_bench->faults(), QString());
}

// A table without rows would pass without having been looked at.
void TestVerifyColumns::rows_ofEachTable_areThere()
{
    const QStringList empty {u"api_keys"_s,           u"discrepancies"_s,
                             u"jobs_dead"_s,          u"opening_exception_hours"_s,
                             u"opening_exceptions"_s, u"opening_hours"_s,
                             u"order_tickets"_s,      u"pictures"_s,
                             u"product_pictures"_s,   u"tile_places"_s};
    for (const QStringList &table : m_bench->server.rows(
             u"SELECT table_name FROM information_schema.tables WHERE table_schema = 'bakehouse' "
             "AND table_type = 'BASE TABLE' ORDER BY 1"_s)) {
        const QString count =
            m_bench->value(u"SELECT count(*) FROM (SELECT FROM %1 LIMIT 1) AS t"_s.arg(table[0]));
        QVERIFY2(count == "1"_L1 || empty.contains(table[0]), qPrintable(table[0]));
    }
    const QString kinds = m_bench->value(u"SELECT count(DISTINCT kind) FROM stock_movements"_s);
    QCOMPARE(kinds, u"9"_s);
    QCOMPARE(m_bench->value(u"SELECT count(DISTINCT booking IS NULL) FROM stock_movements "
                            "WHERE kind = 'settle'"_s),
             u"2"_s);
}

/// What verify says after @p change, which is undone; "refused" when the database lets nobody do
/// it.
QString TestVerifyColumns::faultsAfter(const QString &change)
{
    TestDatabase &server = m_bench->server;
    const bool refused =
        !server.refusal(u"BEGIN; SET LOCAL search_path = bakehouse; "_s + change).isEmpty();
    const QString faults = refused ? u"refused"_s : m_bench->faults();
    server.execute(u"ROLLBACK"_s);
    return faults;
}

void TestVerifyColumns::changedValue_isNamed_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("type");
    int columns = 0;
    for (const QStringList &row : m_bench->server.rows(
             u"SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c "
             "JOIN information_schema.tables t USING (table_schema, table_name) "
             "WHERE table_schema = 'bakehouse' AND table_type = 'BASE TABLE' "
             "AND c.is_generated = 'NEVER' ORDER BY table_name, c.ordinal_position"_s)) {
        if (knownRows(row[0], row[1]).contains("NOT (true)"_L1))
            continue;
        QTest::addRow("%s of %s", qPrintable(row[1]), qPrintable(row[0]))
            << row[0] << row[1] << row[2];
        ++columns;
    }
    if (columns < 90)
        qFatal("only %d columns to change", columns);
}

/// Words of which a finding about a row of @p table holds one.
static QStringList namesOf(const QString &table, const QString &till)
{
    static const QHash<QString, QStringList> words {
        {u"stock"_s, {u"product "_s}},
        {u"stock_bookings"_s, {u"booking "_s}},
        {u"deliveries"_s, {u"delivery "_s}},
        {u"partner_changes"_s, {u"by partners"_s}},
        {u"partner_changes_head"_s, {u"by partners"_s}},
        {u"partner_requests"_s, {u"by partners"_s}},
        {u"jobs"_s, {u"job "_s, u"order "_s}},
        {u"jobs_dead"_s, {u"job "_s}},
        {u"idempotency_keys"_s, {u"order "_s}},
        {u"orders"_s, {u"order "_s}},
        {u"order_lines"_s, {u"order "_s}},
        {u"order_events"_s, {u"order "_s}},
        {u"stock_movements"_s, {till, u"order "_s, u"booking "_s, u"product "_s}},
        {u"stock_bookings_head"_s, {u"booking"_s}},
    };
    return words.value(table, {till});
}

static bool names(const QString &faults, const QStringList &words)
{
    return std::ranges::any_of(words,
                               [&faults](const QString &word) { return faults.contains(word); });
}

void TestVerifyColumns::changedValue_isNamed()
{
    QFETCH(const QString, table);
    QFETCH(const QString, column);
    QFETCH(const QString, type);
    const QString till = m_bench->chain.till().toString(QUuid::WithoutBraces);
    // The first, the last and one in the middle of what the table holds, by where they lie.
    const QList<QStringList> places = m_bench->server.rows(
        u"SET search_path = bakehouse; SELECT DISTINCT (array_agg(t.ctid ORDER BY t.ctid))[n] "
        "FROM %1 AS t, unnest(ARRAY[1, (SELECT count(*) / 2 + 1 FROM %1), "
        "(SELECT count(*) FROM %1)]::int[]) AS n WHERE %2 GROUP BY n"_s.arg(
            table, knownRows(table, column)));
    for (const QStringList &place : places) {
        if (place[0].isEmpty())
            continue; // Fewer rows that are known than rows.
        for (const QString &value : otherValues(table, column, type)) {
            const QString change =
                u"UPDATE %1 SET %2 = %3 WHERE ctid = '%4' AND %2 IS DISTINCT FROM %3"_s.arg(
                    table, column, value, place[0]);
            const QString rowsChanged =
                u"%1 SET %2 = %3 at %4"_s.arg(table, column, value, place[0]);
            const QString faults = faultsAfter(change);
            const bool nothingToChange =
                m_bench->value(
                    u"SELECT count(*) FROM %1 WHERE ctid = '%2' AND %3 IS DISTINCT FROM %4"_s.arg(
                        table, place[0], column, value))
                == "0"_L1;
            QVERIFY2(nothingToChange || faults == "refused"_L1
                         || names(faults, namesOf(table, till)),
                     qPrintable(rowsChanged + u": "_s + faults));
        }
    }
}

void TestVerifyColumns::unknowable_namesWhatIsThere()
{
    for (const Unknowable &one : unknowable) {
        const bool all = QLatin1StringView(one.column) == "*"_L1;
        const QString found = m_bench->server.value(
            u"SELECT count(*) FROM information_schema.columns WHERE table_schema = 'bakehouse' "
            "AND table_name = '%1' AND (column_name = '%2' OR %3)"_s.arg(
                QString::fromUtf8(one.table), QString::fromUtf8(one.column),
                all ? u"true"_s : u"false"_s));
        QVERIFY2(found.toInt() > 0, one.table);
        QVERIFY(QByteArrayView(one.reason).size() > 0);
    }
}

void TestVerifyColumns::findings_ofSeveralPieces_areAddedUp()
{
    const QUuid till = QUuid::createUuid();
    QCOMPARE(BooksCheck::sentencesOf(
                 {{.topic = 51, .subject = 4, .sentence = u"order 4: gone"_s, .bad = 2},
                  {.topic = 20, .till = till, .subject = 900, .sentence = u"entry 900"_s},
                  {.topic = 20, .till = till, .subject = 17, .sentence = u"entry 17"_s, .bad = 5},
                  {.topic = 20, .till = till, .subject = 99, .sentence = u"entry 99"_s},
                  {.topic = 10, .till = till, .subject = 1000, .sentence = u"entry 1000"_s}}),
             QStringList({u"entry 1000"_s, u"entry 17 (and 6 more of this till)"_s,
                          u"order 4: gone (and 1 more)"_s}));
    QCOMPARE(BooksCheck::sentencesOf({}), QStringList());
}

void TestVerifyColumns::helper_sharesTheWork()
{
    Database helper({.name = u"helper"_s, .address = m_bench->server.address()},
                    m_bench->supervisor);
    AuditStore audit(m_bench->reads, &helper);
    QCOMPARE(*await(audit.verify()), QStringList());
    QVERIFY(helper.connected());
    m_bench->server.execute(u"UPDATE bakehouse.stock SET on_hand = on_hand + 1"_s);
    const Result<QStringList> faults = await(audit.verify());
    m_bench->server.execute(u"UPDATE bakehouse.stock SET on_hand = on_hand - 1"_s);
    QCOMPARE(faults->size(), 1);
    QVERIFY2(faults->first().startsWith("product 1: "_L1), qPrintable(faults->first()));
    QVERIFY2(faults->first().endsWith("(and 25 more)"_L1), qPrintable(faults->first()));
}

QTEST_GUILESS_MAIN(TestVerifyColumns)
#include "tst_verify_columns.moc"
