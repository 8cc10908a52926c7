#include "audit_store.h"
#include "entry_store.h"
#include "order_store.h"
#include "statements.h"
#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What verify must find: every changed value, every row gone or added, wherever it is.
class TestVerify final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void clean_saysNothing();
    void changedValue_isNamed_data();
    void changedValue_isNamed();
    void tampering_isNamed_data();
    void tampering_isNamed();
    void stockAndOrdersChanged_areNamed_data();
    void stockAndOrdersChanged_areNamed();
    void audit_readsWhatIsStored();
    void migration_onBooksOfTheReleaseBefore_isClean();
    void fiveHundredReceipts_firstBadOneIsNamed(); // the last one: it adds to what the others look
                                                   // at

private:
    QString tamper(const QString &sql);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<StoreBench> m_bench;
    std::unique_ptr<EntryStore> m_store;
    ChainWriter m_chain;
    Receipt m_sale;
};

// One till: a sale of two rates, a drawer opened, the receipt of an order, a return, and three more
// sales.
void TestVerify::initTestCase()
{
    m_bench = std::make_unique<StoreBench>(m_cluster);
    m_store = std::make_unique<EntryStore>(m_bench->orders, m_bench->listener, u"here"_s);
    OrderStore orders(m_bench->orders, m_bench->reads, m_bench->listener, u"here"_s);
    m_chain = ChainWriter();
    QVERIFY(await(m_store->registerTill(m_chain.till(), u"Till"_s, 0)));
    Receipt paid = ChainWriter::sale({{.product = 2, .price = 480}});
    paid.orderPublicId = await(orders.place(webOrder(2)))->publicId;
    m_sale = ChainWriter::sale({{.product = 1, .pieces = 40, .price = 333},
                                {.product = 21, .price = 250, .rateBp = 1900}});
    std::vector<Entry> entries {m_chain.write(m_sale), m_chain.writeEvent(u"drawer"_s),
                                m_chain.write(paid), m_chain.write(ChainWriter::refund(m_sale))};
    for (int i = 0; i < 3; ++i)
        entries.push_back(m_chain.write(ChainWriter::sale({{.product = 3}})));
    QCOMPARE(await(m_store->record(entries))->kind, RecordOutcome::Kind::Recorded);
}

void TestVerify::cleanupTestCase()
{
    m_store.reset();
    m_bench.reset();
}

// What verify says after @p sql; the change itself is undone.
QString TestVerify::tamper(const QString &sql)
{
    m_bench->server.execute(u"BEGIN; SET LOCAL search_path = bakehouse; "_s + sql);
    const QString faults = m_bench->faults();
    m_bench->server.execute(u"ROLLBACK"_s);
    return faults;
}

void TestVerify::clean_saysNothing()
{
    AuditStore audit(m_bench->reads);
    const Result<QStringList> faults = await(audit.verify());
    QVERIFY2(faults, qPrintable(faults ? QString() : describe(faults.error())));
    QCOMPARE(faults->join(u'\n'), QString());
}

// Another value of the same type that the table's own rules let pass.
static QString otherValue(const QString &column, const QString &type)
{
    if (column == u"mode"_s)
        return u"CASE mode WHEN 'eat_in' THEN 'takeaway' ELSE 'eat_in' END"_s;
    if (column == u"kind"_s)
        return u"CASE kind WHEN 'sale' THEN 'refund' ELSE 'sale' END"_s;
    if (type == u"uuid"_s)
        return u"gen_random_uuid()"_s;
    if (type == u"text"_s)
        return column + u" || 'x'"_s;
    if (type == u"boolean"_s)
        return u"NOT "_s + column;
    if (type == u"date"_s)
        return column + u" + 1"_s;
    if (type == u"timestamp with time zone"_s)
        return column + u" + interval '1 ms'"_s;
    if (type == u"bytea"_s)
        return u"set_byte(%1, 7, get_byte(%1, 7) # 1)"_s.arg(column);
    return u"coalesce(%1 + 1, 1)"_s.arg(column);
}

void TestVerify::changedValue_isNamed_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("type");
    int columns = 0;
    for (const QStringList &row : m_bench->server.rows(
             u"SELECT table_name, column_name, data_type FROM information_schema.columns "
             "WHERE table_schema = 'bakehouse' AND table_name IN ('entries', 'receipts', "
             "'receipt_lines', "
             "'receipt_tenders', 'receipt_vat') ORDER BY table_name, ordinal_position"_s)) {
        QTest::addRow("%s of %s", qPrintable(row[1]), qPrintable(row[0]))
            << row[0] << row[1] << row[2];
        ++columns;
    }
    if (columns < 40)
        qFatal("only %d columns to change", columns);
}

void TestVerify::changedValue_isNamed()
{
    QFETCH(QString, table);
    QFETCH(QString, column);
    QFETCH(QString, type);
    // The first entry, the receipt of an order, a refund and the last one. Keys move far enough to
    // be free.
    for (const int sequence : {1, 3, 4, 7}) {
        const QString change = column == u"seq"_s ? u"seq + 100"_s
            : column == u"number"_s               ? u"number + 100"_s
            : column.endsWith(u"_no"_s)           ? column + u" + 100"_s
                                                  : otherValue(column, type);
        const QString faults = tamper(
            u"UPDATE %1 SET %2 = %3 WHERE seq = %4"_s.arg(table, column, change).arg(sequence));
        QVERIFY2(faults.contains(m_chain.till().toString(QUuid::WithoutBraces)),
                 qPrintable(u"entry %1: %2"_s.arg(sequence).arg(faults)));
        QVERIFY2(faults.contains(u", entry %1"_s.arg(sequence)), qPrintable(faults));
    }
}

static void row(const char *name, const char *sql, const char *sentence)
{
    QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(sentence);
}

void TestVerify::tampering_isNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("sentence");
    row("an entry gone", "DELETE FROM entries WHERE seq = 3",
        "entry 4, receipt 1-3: it follows entry 2");
    row("the last entry gone", "DELETE FROM entries WHERE seq = 7",
        "its head is entry 7, the last one stored is 6");
    row("all entries gone", "DELETE FROM entries", "its head is entry 7, the last one stored is 0");
    row("a receipt gone", "DELETE FROM receipts WHERE seq = 4", "entry 4: the stored receipt");
    row("a line gone", "DELETE FROM receipt_lines WHERE seq = 1 AND line_no = 2",
        "entry 1, receipt 1-1: the stored line 2");
    row("a tender gone", "DELETE FROM receipt_tenders WHERE seq = 5", "entry 5");
    row("VAT gone", "DELETE FROM receipt_vat WHERE seq = 6", "entry 6");
    row("a line twice",
        "INSERT INTO receipt_lines SELECT till, seq, line_no + 1, product_id, name, quantity, "
        "unit_price_minor, "
        "discount_minor, gross_minor, tax_class, rate_bp, prepared, original_line FROM "
        "receipt_lines WHERE seq = 7",
        "entry 7");
    row("two entries changed places",
        "UPDATE entries SET seq = 100 WHERE seq = 5; UPDATE entries SET seq = 5 WHERE seq = 6; "
        "UPDATE entries SET seq = 6 WHERE seq = 100",
        "entry 5");
    row("bytes with their hash",
        "UPDATE entries SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '\"clerk\":3', "
        "'\"clerk\":4'), 'UTF8') WHERE seq = 5; "
        "UPDATE entries SET hash = sha256(prev || bytes) WHERE seq = 5",
        "entry 6, receipt 1-5: its previous hash");
    row("the last one's bytes with their hash",
        "UPDATE entries SET bytes = 'no JSON' WHERE seq = 7; "
        "UPDATE entries SET hash = sha256(prev || bytes) WHERE seq = 7",
        "the hash of its head is not that of entry 7");
    row("bytes that cannot be derived",
        "UPDATE entries SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), "
        "'\"clerk\":3', '\"clerk\":\"x\"'), 'UTF8') WHERE seq = 5",
        "entry 5, receipt 1-4: no receipt can be read");
    row("the till's head", "UPDATE tills SET head_seq = 6",
        "its head is entry 6, the last one stored is 7");
    row("the till gone", "DELETE FROM tills", "it has entries but is not registered");
    row("a whole till without entries",
        "UPDATE receipts SET till = gen_random_uuid() WHERE seq = 7", "till unknown");
}

void TestVerify::tampering_isNamed()
{
    QFETCH(QString, sql);
    QFETCH(QString, sentence);
    const QString faults = tamper(sql);
    QVERIFY2(faults.contains(sentence), qPrintable(faults));
}

void TestVerify::stockAndOrdersChanged_areNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("sentence");
    row("stock", "UPDATE stock SET on_hand = on_hand + 1 WHERE product_id = 5",
        "product 5: 20001 thousandths on hand");
    row("a movement",
        "UPDATE stock_movements SET quantity = quantity - 1 WHERE kind = 'sale' AND seq = 5",
        "entry 5, receipt 1-4: its lines take 1000 thousandths");
    row("a movement gone", "DELETE FROM stock_movements WHERE kind = 'refund' AND product_id = 21",
        "entry 4");
    row("a shortfall", "UPDATE shortfalls SET quantity = quantity + 1",
        "its shortfall of product 1");
    row("an order's total", "UPDATE orders SET total_minor = total_minor + 1 WHERE source = 'web'",
        "its lines do not add up");
    row("an order's lines gone", "DELETE FROM order_lines WHERE order_id = 1",
        "its lines do not add up");
    row("an order gone", "DELETE FROM orders WHERE seq = 5", "this sale has no order");
    row("an order's stock", "DELETE FROM stock_movements WHERE kind = 'order'",
        "what it moved of product 2 is not what its lines and state say");
    row("a job gone", "UPDATE orders SET state = 'confirmed' WHERE seq = 5",
        "it is open and automatic but has no job");
    row("a key to nothing", "INSERT INTO idempotency_keys VALUES (sha256('a'), sha256('b'), 4711)",
        "an idempotency key leads to it");
}

void TestVerify::stockAndOrdersChanged_areNamed()
{
    tampering_isNamed();
}

void TestVerify::fiveHundredReceipts_firstBadOneIsNamed()
{
    std::vector<Entry> entries;
    for (int i = 0; i < 500; ++i)
        entries.push_back(m_chain.write(ChainWriter::sale({{.product = 6 + i % 10}})));
    QCOMPARE(await(m_store->record(entries))->kind, RecordOutcome::Kind::Recorded);
    QCOMPARE(m_bench->faults(), QString());
    const QString faults = tamper(u"UPDATE receipt_tenders SET method = 'card' WHERE seq >= 300"_s);
    QVERIFY2(faults.contains(u"entry 300, receipt 1-299: the stored tender 1"_s),
             qPrintable(faults));
    QVERIFY2(faults.contains(u"and 207 more of this till"_s), qPrintable(faults));
}

void TestVerify::audit_readsWhatIsStored()
{
    AuditStore audit(m_bench->reads);
    QVERIFY(await(audit.ping()));
    const Result<DatabaseStatus> status = await(audit.status());
    QVERIFY(status);
    QCOMPARE(status->receipts, 6);
    QCOMPARE(status->orders, 5);
    QCOMPARE(status->openOrders, 0);
    QCOMPARE(status->products, 26);
    QVERIFY(status->sizeBytes > 1'000'000);
    QVERIFY(status->schemaVersion > 0);
    const Result<std::vector<TillHead>> heads = await(audit.heads());
    QCOMPARE(heads->size(), size_t(1));
    QCOMPARE(heads->front().sequence, 7);
    QCOMPARE(*await(audit.entryHash(m_chain.till(), 7)), heads->front().hash);
    QCOMPARE(await(audit.entryHash(m_chain.till(), 8)).error().code, Error::Code::NotFound);

    const Result<std::vector<ReceiptRow>> page = await(audit.receiptsAfter({}, 0, 4));
    QCOMPARE(page->size(), size_t(4));
    QCOMPARE(page->front().uuid, m_sale.uuid);
    QCOMPARE(page->front().total, m_sale.total);
    QCOMPARE(await(audit.receiptsAfter(m_chain.till(), page->back().sequence, 4))->size(),
             size_t(2));
    const Result<std::vector<OrderRow>> orders = await(audit.ordersAfter(0, 100));
    QCOMPARE(orders->size(), size_t(5));
    QCOMPARE(orders->front().source, u"web"_s);
    QCOMPARE(orders->front().state, u"collected"_s);
    QCOMPARE(await(audit.ordersAfter(orders->back().id, 100))->size(), size_t(0));

    const Result<Takings> takings = await(audit.takingsOf(m_chain.till()));
    QCOMPARE(takings->receipts, 6);
    QCOMPARE(takings->lines, 8);
    QCOMPARE(takings->total, Money::fromMinor(40 * 333 + 250 + 480 - 333 - 250 + 300));
    QCOMPARE(takings->vat.size(), size_t(2));
}

/// Stock that came, ran short and was made up for before bookings were chained.
static QString booksOfBefore()
{
    return uR"(
        SET search_path = bakehouse;
        SELECT seed_samples();
        SELECT register_till('5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d', 'till', 0);
        SELECT book_delivery('a', '2026-03-02', '[[1, 5000]]', 'x');
        SELECT set_stock(ARRAY[2], ARRAY[2000::bigint], 'import', '2026-03-02');)"_s;
}

void TestVerify::migration_onBooksOfTheReleaseBefore_isClean()
{
    constexpr int chained = 20; // the step that this is about
    TestDatabase server(m_cluster, TestDatabase::Content::Empty);
    for (const MigrationStep &step : migrationSteps()) {
        if (step.version < chained)
            server.execute(QString::fromUtf8(step.text));
    }
    server.execute(booksOfBefore());
    ChainWriter chain(QUuid(u"5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d"_s));
    Receipt shortOne = ChainWriter::sale({{.product = 1, .pieces = 60}});
    Receipt shortTwo = ChainWriter::sale({{.product = 2, .pieces = 6, .rateBp = 1900}});
    for (const Entry &entry :
         {chain.write(shortOne), chain.write(shortTwo), chain.write(ChainWriter::refund(shortTwo))})
        server.execute(u"SELECT bakehouse.record_entries('%1', %2, ARRAY['%3']::uuid[], "
                       "ARRAY['%4'], ARRAY['\\x%5']::bytea[], ARRAY['\\x%6']::bytea[], 'x')"_s
                           .arg(entry.till.toString(QUuid::WithoutBraces))
                           .arg(entry.sequence)
                           .arg(entry.uuid.toString(QUuid::WithoutBraces), entry.kind,
                                QString::fromLatin1(entry.bytes.toHex()),
                                QString::fromLatin1(entry.hash.toHex())));
    server.execute(u"SELECT bakehouse.book_delivery('b', '2026-03-02', '[[1, 9000]]', 'x')"_s);
    for (const MigrationStep &step : migrationSteps()) {
        if (step.version >= chained)
            server.execute(QString::fromUtf8(step.text));
    }
    QCOMPARE(server.value(u"SELECT string_agg(f, E'\\n') FROM bakehouse.verify_all() AS f"_s),
             QString());
    QCOMPARE(
        server.value(u"SELECT count(*) FROM bakehouse.stock_movements WHERE kind = 'settle'"_s),
        u"2"_s);
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.stock_bookings"_s), u"1"_s);
}

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
