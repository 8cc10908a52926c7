#include "order_store.h"
#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = RecordOutcome::Kind;

/// What recorded receipts do to stock and orders, and what is noted about them.
class TestRecording final : public QObject
{
    Q_OBJECT

private slots:
    void record_strangeReceipt_isStoredAndNoted_data();
    void record_strangeReceipt_isStoredAndNoted();
    void record_moreThanThereIs_leavesAShortfall();
    void record_returnOfAShortSale_cancelsItsShortfall();
    void record_refundBeforeItsSale_endsTheSame();
    void record_refundOfAnUnknownProduct_balances();
    void record_tooMuchGivenBack_isNoted();
    void record_tooMuchGivenBackByASlowClock_isNoted();
    void record_sequenceBehind_catchesUp();
    void record_receiptOfAnOrder_collectsIt();
    void record_orderThatCannotBePaid_isNoted_data();
    void record_orderThatCannotBePaid_isNoted();
    void record_preparedGoods_areMadeWhenFresh_data();
    void record_preparedGoods_areMadeWhenFresh();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestRecording::record_strangeReceipt_isStoredAndNoted_data()
{
    QTest::addColumn<QByteArray>("find");
    QTest::addColumn<QByteArray>("replacement");
    QTest::addColumn<QString>("kind");
    QTest::newRow("total unlike its lines")
        << QByteArray("\"total\":100") << QByteArray("\"total\":101") << u"sums"_s;
    QTest::newRow("line unlike its price")
        << QByteArray("\"price\":100") << QByteArray("\"price\":99") << u"sums"_s;
    QTest::newRow("VAT by another rule")
        << QByteArray("\"net\":93,\"rate\":700,\"vat\":7")
        << QByteArray("\"net\":94,\"rate\":700,\"vat\":6") << u"sums"_s;
    QTest::newRow("tenders unlike the total")
        << QByteArray("\"amount\":100") << QByteArray("\"amount\":90") << u"sums"_s;
    QTest::newRow("a number left out")
        << QByteArray("\"number\":1") << QByteArray("\"number\":2") << u"number"_s;
    QTest::newRow("another currency") << QByteArray("EUR") << QByteArray("GBP") << u"currency"_s;
    QTest::newRow("a product nobody knows")
        << QByteArray("\"product\":1,") << QByteArray("\"product\":999,") << u"unknown_product"_s;
}

void TestRecording::record_strangeReceipt_isStoredAndNoted()
{
    QFETCH(QByteArray, find);
    QFETCH(QByteArray, replacement);
    QFETCH(QString, kind);
    TillBench bench(m_cluster);
    ChainWriter draft = bench.chain;
    Receipt receipt = ChainWriter::sale({{}});
    QByteArray bytes = draft.write(receipt).bytes;
    QVERIFY2(bytes.contains(find), bytes.constData());
    bytes.replace(bytes.indexOf(find), find.size(), replacement);
    QCOMPARE(bench.record({bench.chain.writeBytes(bytes, u"sale"_s, receipt.uuid)}).kind,
             Kind::Recorded);
    QCOMPARE(bench.value(u"SELECT count(*) FROM receipts"_s), u"1"_s);
    QCOMPARE(bench.discrepancies(), kind);
    const bool wrong = kind == u"sums"_s || kind == u"number"_s;
    QVERIFY2(bench.faults().isEmpty() != wrong, qPrintable(bench.faults()));
}

void TestRecording::record_moreThanThereIs_leavesAShortfall()
{
    TillBench bench(m_cluster);
    bench.setOnHand(1, 3);
    bench.record(
        {bench.chain.write(ChainWriter::sale({{.product = 1, .pieces = 2}})),
         bench.chain.write(ChainWriter::sale({{.product = 1, .pieces = 3}, {.product = 2}})),
         bench.chain.write(ChainWriter::sale({{.product = 1, .pieces = 1}}))});
    QCOMPARE(bench.onHand(1), 0);
    QCOMPARE(bench.value(
                 u"SELECT string_agg(seq || ':' || quantity, ' ' ORDER BY seq) FROM shortfalls"_s),
             u"2:2000 3:1000"_s);
    QCOMPARE(bench.faults(), QString());

    // A delivery of another day settles nothing, one of this day what is open.
    QCOMPARE(
        bench.value(u"SELECT count(*) FROM book_delivery('a', '2026-03-03', '[[1,1000]]', 'x')"_s),
        u"2"_s);
    QCOMPARE(bench.onHand(1), 1);
    bench.value(u"SELECT count(*) FROM book_delivery('b', '2026-03-02', '[[1,2500]]', 'x')"_s);
    QCOMPARE(bench.value(
                 u"SELECT string_agg(seq || ':' || settled, ' ' ORDER BY seq) FROM shortfalls"_s),
             u"2:2000 3:500"_s);
    QCOMPARE(bench.onHand(1), 1);
    bench.value(u"SELECT count(*) FROM book_delivery('c', '2026-03-02', '[[1,2500]]', 'x')"_s);
    QCOMPARE(bench.onHand(1), 3);
    QCOMPARE(bench.faults(), QString());
}

void TestRecording::record_returnOfAShortSale_cancelsItsShortfall()
{
    TillBench bench(m_cluster);
    bench.setOnHand(1, 3);
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 5}});
    const Entry first = bench.chain.write(sale);
    const Entry second = bench.chain.write(ChainWriter::refund(sale, 3));
    bench.record({first, second}); // in one batch, as after a day without a server
    QCOMPARE(bench.onHand(1), 1);
    QCOMPARE(bench.value(u"SELECT quantity || ' ' || settled FROM shortfalls"_s), u"2000 2000"_s);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
}

void TestRecording::record_refundBeforeItsSale_endsTheSame()
{
    TillBench bench(m_cluster);
    bench.setOnHand(1, 3);
    ChainWriter away;
    QVERIFY(await(bench.store.registerTill(away.till(), u"Away"_s, 0)));
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 5}});
    const Entry late = away.write(sale);
    bench.record({bench.chain.write(ChainWriter::refund(sale, 3))});
    QCOMPARE(bench.onHand(1), 6);
    bench.record({late});
    QCOMPARE(bench.onHand(1), 1);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
}

/// As in a database from before the product was there; its refund may come before its sale.
void TestRecording::record_refundOfAnUnknownProduct_balances()
{
    TillBench bench(m_cluster);
    ChainWriter away;
    QVERIFY(await(bench.store.registerTill(away.till(), u"Away"_s, 0)));
    const QString moved =
        u"SELECT coalesce(sum(quantity), 0) FROM stock_movements WHERE product_id = 999"_s;
    Receipt sale = ChainWriter::sale({{.product = 999, .pieces = 5}});
    const Entry late = away.write(sale);
    bench.record({bench.chain.write(ChainWriter::refund(sale, 3))});
    QCOMPARE(bench.faults(), QString());
    QCOMPARE(bench.value(moved), u"3000"_s);
    bench.record({late});
    QCOMPARE(bench.faults(), QString());
    QCOMPARE(bench.value(moved), u"0"_s);
    Receipt second = ChainWriter::sale({{.product = 999, .pieces = 2}});
    const Entry sold = bench.chain.write(second);
    bench.record({sold, bench.chain.write(ChainWriter::refund(second, 2))});
    QCOMPARE(bench.faults(), QString());
    QCOMPARE(bench.value(moved), u"0"_s);
}

void TestRecording::record_tooMuchGivenBack_isNoted()
{
    TillBench bench(m_cluster);
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 2}});
    bench.record({bench.chain.write(sale), bench.chain.write(ChainWriter::refund(sale, 2))});
    QCOMPARE(bench.discrepancies(), QString());
    bench.record({bench.chain.write(ChainWriter::refund(sale, 1))});
    QCOMPARE(bench.discrepancies(), u"over_refund"_s);
    QCOMPARE(bench.onHand(1), 31);
    QCOMPARE(bench.faults(), QString());
}

void TestRecording::record_tooMuchGivenBackByASlowClock_isNoted()
{
    TillBench bench(m_cluster);
    ChainWriter slow;
    QVERIFY(await(bench.store.registerTill(slow.till(), u"Slow"_s, 0)));
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 2}});
    bench.record({bench.chain.write(sale), bench.chain.write(ChainWriter::refund(sale, 2))});
    Receipt second = ChainWriter::refund(sale, 1);
    second.soldAt = second.soldAt.addSecs(-60);
    bench.record({slow.write(second)});
    QCOMPARE(bench.discrepancies(), u"over_refund"_s);
    QCOMPARE(bench.value(u"SELECT till FROM discrepancies"_s),
             slow.till().toString(QUuid::WithoutBraces));
}

/// As after the crash of a database that was copied from another one.
void TestRecording::record_sequenceBehind_catchesUp()
{
    TillBench bench(m_cluster);
    bench.record({bench.chain.write(ChainWriter::sale({{.product = 1}})),
                  bench.chain.write(ChainWriter::sale({{.product = 2}})),
                  bench.chain.write(ChainWriter::sale({{.product = 3}}))});
    bench.value(u"SELECT setval('orders_id_seq', 1)"_s);
    const std::vector<Entry> entries {bench.chain.write(ChainWriter::sale({{.product = 4}}))};
    Result<RecordOutcome> outcome = await(bench.store.record(entries));
    QVERIFY(!outcome);
    for (int tries = 0; !outcome && tries < 40; ++tries)
        outcome = await(bench.store.record(entries));
    QVERIFY(outcome);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.value(u"SELECT count(*) FROM orders"_s), u"4"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestRecording::record_receiptOfAnOrder_collectsIt()
{
    TillBench bench(m_cluster);
    OrderStore orders(bench.orders, bench.reads, bench.listener, u"here"_s);
    const qint64 id = await(orders.place(webOrder(1, 2)))->publicId;
    Receipt receipt = ChainWriter::sale({{.product = 1, .pieces = 2, .price = 520}});
    receipt.orderPublicId = id;
    bench.record({bench.chain.write(receipt)});
    QCOMPARE(await(orders.find(id))->state, OrderState::Collected);
    QCOMPARE(bench.onHand(1), 28); // taken once, when it was ordered
    QCOMPARE(bench.value(u"SELECT count(*) FROM jobs"_s), u"0"_s);
    QCOMPARE(bench.value(u"SELECT count(*) FROM orders"_s), u"1"_s);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
    QCOMPARE(await(orders.cancel(id)).error().reason, Error::Reason::StateNotAllowed);
}

void TestRecording::record_orderThatCannotBePaid_isNoted_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("no such order") << u"order_missing"_s;
    QTest::newRow("a cancelled one") << u"order_cancelled"_s;
    QTest::newRow("paid for before") << u"order_paid"_s;
}

void TestRecording::record_orderThatCannotBePaid_isNoted()
{
    QFETCH(QString, what);
    TillBench bench(m_cluster);
    OrderStore orders(bench.orders, bench.reads, bench.listener, u"here"_s);
    const qint64 id = await(orders.place(webOrder(1)))->publicId;
    const auto pay = [&](qint64 order) {
        Receipt receipt = ChainWriter::sale({{.product = 1, .price = 520}});
        receipt.orderPublicId = order;
        return bench.record({bench.chain.write(receipt)}).kind;
    };
    if (what == u"order_cancelled"_s)
        QVERIFY(await(orders.cancel(id)));
    if (what == u"order_paid"_s)
        QCOMPARE(pay(id), Kind::Recorded);
    QCOMPARE(pay(what == u"order_missing"_s ? id + 1 : id), Kind::Recorded);
    QCOMPARE(bench.discrepancies(), what);
    QCOMPARE(bench.faults(), QString());
}

void TestRecording::record_preparedGoods_areMadeWhenFresh_data()
{
    QTest::addColumn<bool>("prepared");
    QTest::addColumn<int>("minutesAgo");
    QTest::addColumn<QString>("state");
    QTest::newRow("coffee of this minute") << true << 1 << u"confirmed 1"_s;
    QTest::newRow("coffee of an hour ago") << true << 60 << u"collected 0"_s;
    QTest::newRow("bread of this minute") << false << 1 << u"collected 0"_s;
}

void TestRecording::record_preparedGoods_areMadeWhenFresh()
{
    QFETCH(bool, prepared);
    QFETCH(int, minutesAgo);
    QFETCH(QString, state);
    TillBench bench(m_cluster);
    Receipt receipt = ChainWriter::sale({{.product = 2}, {.product = 21, .prepared = prepared}});
    receipt.soldAt = QDateTime::currentDateTimeUtc().addSecs(-60 * minutesAgo);
    bench.record({bench.chain.write(receipt)});
    QCOMPARE(bench.value(u"SELECT state || ' ' || (SELECT count(*) FROM jobs) FROM orders"_s),
             state);
    QCOMPARE(bench.faults(), QString());
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
