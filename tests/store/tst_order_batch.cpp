#include "order_store.h"
#include "store_bench.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;

/// Placing orders, many in one commit, on a real server.
class TestOrderBatch final : public QObject
{
    Q_OBJECT

private slots:
    void place_whatIsThere_isConfirmedAndTakesStock();
    void place_staffFlow_waitsWithoutAJob();
    void place_refused_keepsNothing_data();
    void place_refused_keepsNothing();
    void place_oneRefusedAmongMany_harmsNoNeighbour();
    void place_lastPieces_firstComeFirstServed();
    void place_sameUuid_isReplayed();
    void place_sameKey_isDecidedByTheRequest();
    void place_sameKeyInOneCall_isDecidedInOrder();
    void place_keyOfARefusedOrder_isFree();
    void place_collidingPublicId_getsAnother();
    void place_neighbourTheServerCannotRead_isRefusedAlone();
    void place_connectionCut_isSentAgain();
    void place_serverAway_isUnavailable();
    void place_fromFourProgramsAtOnce_neverOversells();
    void place_hundredsAtOnce_shareCommits();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

static QString refusal(const Result<PlacedOrder> &placed)
{
    return placed ? u"placed"_s : reasonWord(placed.error().reason);
}

static QByteArray hashOf(const char *text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

void TestOrderBatch::place_whatIsThere_isConfirmedAndTakesStock()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const qint64 before = bench.onHand(4);
    NewOrder order = webOrder(4, 2);
    order.lines.push_back({.product = 1, .quantity = Quantity::fromPieces(1)});

    const Result<PlacedOrder> placed = await(store.place(order));

    QVERIFY2(placed, qPrintable(placed ? QString() : describe(placed.error())));
    QVERIFY(placed->publicId > 0 && placed->publicId < (qint64(1) << 53));
    QCOMPARE(placed->pickupCode.size(), 5);
    QCOMPARE(placed->state, OrderState::Confirmed);
    QCOMPARE(placed->total, Money::fromMinor(2 * 240 + 520));
    QVERIFY(!placed->replayed);
    QCOMPARE(bench.onHand(4), before - 2);
    QCOMPARE(bench.listener.onHand(4), before - 2);
    QCOMPARE(
        bench.server.value(u"SELECT count(*) FROM bakehouse.jobs WHERE kind = 'order.advance'"_s),
        u"1"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_staffFlow_waitsWithoutAJob()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    NewOrder order = webOrder(1);
    order.flow = OrderFlow::Staff;
    const Result<PlacedOrder> placed = await(store.place(order));
    QVERIFY(placed);
    QCOMPARE(placed->state, OrderState::Requested);
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.jobs"_s), u"0"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_refused_keepsNothing_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<qint64>("product");
    QTest::addColumn<qint64>("thousandths");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<qint64>("left");
    const QString nothing = u"SELECT 1"_s;
    QTest::newRow("nothing of it")
        << nothing << qint64(1) << qint64(0) << u"bad_quantity"_s << qint64(-1);
    QTest::newRow("less than nothing")
        << nothing << qint64(1) << qint64(-1000) << u"bad_quantity"_s << qint64(-1);
    QTest::newRow("half a piece") << nothing << qint64(1) << qint64(500) << u"bad_quantity"_s
                                  << qint64(-1);
    QTest::newRow("too many") << nothing << qint64(1) << qint64(1'000'000) << u"bad_quantity"_s
                              << qint64(-1);
    QTest::newRow("no such product")
        << nothing << qint64(999) << qint64(1000) << u"unknown_product"_s << qint64(-1);
    QTest::newRow("a product number beyond all")
        << nothing << (qint64(1) << 52) << qint64(1000) << u"unknown_product"_s << qint64(-1);
    QTest::newRow("no longer sold")
        << u"UPDATE bakehouse.products SET active = false WHERE id = 1"_s << qint64(1)
        << qint64(1000) << u"unknown_product"_s << qint64(-1);
    QTest::newRow("sold by weight")
        << u"UPDATE bakehouse.products SET unit = 'weight' WHERE id = 1"_s << qint64(1)
        << qint64(1000) << u"unknown_product"_s << qint64(-1);
    QTest::newRow("marked sold out")
        << u"UPDATE bakehouse.products SET available = false WHERE id = 1"_s << qint64(1)
        << qint64(1000) << u"insufficient_stock"_s << qint64(0);
    QTest::newRow("more than there is")
        << nothing << qint64(1) << qint64(31'000) << u"insufficient_stock"_s << qint64(30);
}

void TestOrderBatch::place_refused_keepsNothing()
{
    QFETCH(QString, before);
    QFETCH(qint64, product);
    QFETCH(qint64, thousandths);
    QFETCH(QString, reason);
    QFETCH(qint64, left);
    StoreBench bench(m_cluster);
    bench.server.execute(before);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    NewOrder order = webOrder(2);
    order.keyHash = hashOf("key");
    order.requestHash = hashOf("request");
    order.lines.push_back({.product = product, .quantity = Quantity::fromThousandths(thousandths)});

    const Result<PlacedOrder> placed = await(store.place(order));

    QCOMPARE(refusal(placed), reason);
    QCOMPARE(placed.error().product.value_or(-1), product);
    QCOMPARE(placed.error().left.value_or(-1), left);
    QCOMPARE(bench.server.value(u"SELECT (SELECT count(*) FROM bakehouse.orders) + (SELECT "
                                u"count(*) FROM bakehouse.jobs) "
                                "+ (SELECT count(*) FROM bakehouse.idempotency_keys)"_s),
             u"0"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_oneRefusedAmongMany_harmsNoNeighbour()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    for (int i = 0; i < 20; ++i)
        futures.push_back(store.place(webOrder(i == 7 ? 999 : 6)));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(refusal(await(futures[size_t(i)])), i == 7 ? u"unknown_product"_s : u"placed"_s);
    QCOMPARE(bench.onHand(6), 60 - 19);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_lastPieces_firstComeFirstServed()
{
    StoreBench bench(m_cluster);
    bench.setOnHand(1, 5);
    const auto order = [](int number, const QString &lines) {
        return u"{\"uuid\":\"00000000-0000-4000-8000-00000000000%1\",\"source\":\"web\","
               "\"flow\":\"automatic\",\"day\":\"2026-03-02\",\"lines\":%2}"_s.arg(number)
                   .arg(lines);
    };
    const QString orders =
        QStringList {order(1, u"[[2,1000],[1,3000]]"_s), order(2, u"[[2,1000],[1,3000]]"_s),
                     order(3, u"[[1,2000]]"_s), order(4, u"[[1,1000]]"_s)}
            .join(u',');
    const QList<QStringList> rows = bench.server.rows(
        u"SELECT outcome, on_hand FROM bakehouse.place_orders('[%1]', 'x') ORDER BY idx"_s.arg(
            orders));
    QCOMPARE(rows[0], QStringList({u"placed"_s, QString()}));
    QCOMPARE(rows[1], QStringList({u"insufficient_stock"_s, u"2000"_s}));
    QCOMPARE(rows[2], QStringList({u"placed"_s, QString()}));
    QCOMPARE(rows[3], QStringList({u"insufficient_stock"_s, u"0"_s}));
    QCOMPARE(bench.onHand(2), 29); // the refused order took nothing of what was there
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_sameUuid_isReplayed()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const NewOrder order = webOrder(1);
    const Result<PlacedOrder> first = await(store.place(order));
    QVERIFY(first);
    QVERIFY(await(store.cancel(first->publicId)));
    const Result<PlacedOrder> again = await(store.place(order));
    QVERIFY(again);
    QVERIFY(again->replayed);
    QCOMPARE(again->publicId, first->publicId);
    QCOMPARE(again->state, first->state); // the same answer, whatever became of the order
    QCOMPARE(bench.onHand(1), 30);
}

void TestOrderBatch::place_sameKey_isDecidedByTheRequest()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    NewOrder order = webOrder(1);
    order.keyHash = hashOf("key");
    order.requestHash = hashOf("request");
    const Result<PlacedOrder> first = await(store.place(order));
    QVERIFY(first);

    order.uuid = QUuid::createUuid();
    const Result<PlacedOrder> again = await(store.place(order));
    QVERIFY(again);
    QCOMPARE(again->publicId, first->publicId);
    QVERIFY(again->replayed);

    order.uuid = QUuid::createUuid();
    order.requestHash = hashOf("another request");
    const Result<PlacedOrder> other = await(store.place(order));
    QCOMPARE(refusal(other), u"key_reused"_s);
    QCOMPARE(other.error().code, Error::Code::Conflict);
    QCOMPARE(bench.onHand(1), 29);
}

void TestOrderBatch::place_sameKeyInOneCall_isDecidedInOrder()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    const auto keyed = [](const char *request, qint64 pieces) {
        NewOrder order = webOrder(1, pieces);
        order.keyHash = hashOf("key");
        order.requestHash = hashOf(request);
        return order;
    };
    // The first goes alone; the others wait for it and share the next call.
    const auto ahead = store.place(webOrder(2));
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    futures.push_back(store.place(keyed("far too much", 500)));
    futures.push_back(store.place(keyed("one", 1)));
    futures.push_back(store.place(keyed("one", 1)));
    futures.push_back(store.place(keyed("two", 2)));
    QVERIFY(await(ahead));
    QCOMPARE(refusal(await(futures[0])), u"insufficient_stock"_s);
    QCOMPARE(refusal(await(futures[1])), u"placed"_s);
    QCOMPARE(await(futures[2])->publicId, await(futures[1])->publicId);
    QVERIFY(await(futures[2])->replayed);
    QCOMPARE(refusal(await(futures[3])), u"key_reused"_s);
    QCOMPARE(bench.onHand(1), 29);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_keyOfARefusedOrder_isFree()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    NewOrder order = webOrder(1, 500);
    order.keyHash = hashOf("key");
    order.requestHash = hashOf("too much");
    QCOMPARE(refusal(await(store.place(order))), u"insufficient_stock"_s);
    order = webOrder(1, 1);
    order.keyHash = hashOf("key");
    order.requestHash = hashOf("less");
    QCOMPARE(refusal(await(store.place(order))), u"placed"_s);
}

void TestOrderBatch::place_collidingPublicId_getsAnother()
{
    StoreBench bench(m_cluster);
    bench.server.execute(
        u"SET search_path = bakehouse; CREATE SEQUENCE ids; GRANT USAGE ON SEQUENCE ids TO "
        u"bakehouse_owner; "
        "CREATE OR REPLACE FUNCTION new_public_id() RETURNS bigint LANGUAGE sql VOLATILE AS "
        "$$ SELECT 7 + nextval('bakehouse.ids') / 4 $$"_s);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    QSet<qint64> ids;
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    for (int i = 0; i < 12; ++i)
        futures.push_back(store.place(webOrder(6)));
    for (const auto &future : futures) {
        const Result<PlacedOrder> placed = await(future);
        QVERIFY2(placed, qPrintable(placed ? QString() : describe(placed.error())));
        ids.insert(placed->publicId);
    }
    QCOMPARE(ids.size(), 12);
}

void TestOrderBatch::place_neighbourTheServerCannotRead_isRefusedAlone()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    for (int i = 0; i < 10; ++i) {
        NewOrder order = webOrder(6);
        if (i == 5)
            order.customerName = QString(QChar(0)); // no text of the server can hold it
        futures.push_back(store.place(order));
    }
    for (int i = 0; i < 10; ++i) {
        const Result<PlacedOrder> placed = await(futures[size_t(i)]);
        QCOMPARE(bool(placed), i != 5);
        if (!placed)
            QCOMPARE(placed.error().code, Error::Code::Invalid);
    }
    QCOMPARE(bench.onHand(6), 51);
}

void TestOrderBatch::place_connectionCut_isSentAgain()
{
    StoreBench bench(m_cluster);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    QVERIFY(await(store.place(webOrder(1))));
    QVERIFY(bench.cutConnections() > 0);
    const Result<PlacedOrder> placed = await(store.place(webOrder(1)));
    QVERIFY2(placed, qPrintable(placed ? QString() : describe(placed.error())));
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.orders"_s), u"2"_s);
}

void TestOrderBatch::place_serverAway_isUnavailable()
{
    StockRecorder listener;
    CallSupervisor supervisor;
    Database away({.name = u"away"_s,
                   .address = DatabaseAddress::forSocket(u"/nowhere"_s, u"anna"_s, u"shop"_s)},
                  supervisor);
    OrderStore store(away, away, listener, u"here"_s);
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    for (int i = 0; i < 150; ++i)
        futures.push_back(store.place(webOrder(1)));
    for (const auto &future : futures) {
        const Result<PlacedOrder> placed = await(future);
        QVERIFY(!placed);
        QCOMPARE(placed.error().code, Error::Code::Unavailable);
    }
}

void TestOrderBatch::place_fromFourProgramsAtOnce_neverOversells()
{
    StoreBench bench(m_cluster);
    bench.setOnHand(1, 60);
    bench.setOnHand(2, 60);
    struct Program {
        explicit Program(StoreBench &bench)
            : connection({.name = u"program"_s, .address = bench.server.address()},
                         bench.supervisor)
            , store(connection, connection, bench.listener, u"there"_s)
        {
        }
        Database connection;
        OrderStore store;
    };
    std::vector<std::unique_ptr<Program>> programs;
    for (int i = 0; i < 4; ++i)
        programs.push_back(std::make_unique<Program>(bench));
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    for (int i = 0; i < 160; ++i) {
        NewOrder order = webOrder(1 + i % 2); // both products, in either order
        order.lines.push_back({.product = 2 - i % 2, .quantity = Quantity::fromPieces(1)});
        futures.push_back(programs[size_t(i % 4)]->store.place(order));
    }
    int placed = 0;
    for (const auto &future : futures) {
        const Result<PlacedOrder> answer = await(future);
        if (answer)
            ++placed;
        else
            QCOMPARE(refusal(answer), u"insufficient_stock"_s);
    }
    QCOMPARE(placed, 60);
    QCOMPARE(bench.onHand(1), 0);
    QCOMPARE(bench.onHand(2), 0);
    QCOMPARE(bench.faults(), QString());
}

void TestOrderBatch::place_hundredsAtOnce_shareCommits()
{
    StoreBench bench(m_cluster);
    bench.setOnHand(6, 1000);
    OrderStore store(bench.orders, bench.reads, bench.listener, u"here"_s);
    std::vector<QFuture<Result<PlacedOrder>>> futures;
    for (int i = 0; i < 500; ++i)
        futures.push_back(store.place(webOrder(6)));
    for (const auto &future : futures)
        QVERIFY(await(future));
    QCOMPARE(bench.onHand(6), 500);
    QVERIFY(bench.listener.changes() >= 5 && bench.listener.changes() < 250);
}

QTEST_GUILESS_MAIN(TestOrderBatch)
#include "tst_order_batch.moc"
