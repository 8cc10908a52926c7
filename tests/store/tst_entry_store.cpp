#include "entry_store.h"
#include "order_store.h"
#include "store_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = RecordOutcome::Kind;

/// The upload of journals: registration, chains, gaps and forks.
class TestEntryStore final : public QObject
{
    Q_OBJECT

private slots:
    void registerTill_again_givesTheSame();
    void registerTill_wantedNumber_isKeptIfFree();
    void head_unregistered_isNotFound();
    void record_unregistered_saysSo();
    void record_batch_storesAndTellsAll();
    void record_again_isKnown();
    void record_partlyKnown_takesTheRest();
    void record_beyondTheHead_isAGap();
    void record_anotherChain_isAFork_data();
    void record_anotherChain_isAFork();
    void record_unknownKind_isKept();
    void record_badEntry_keepsItsBytesAndBlocksNothing_data();
    void record_badEntry_keepsItsBytesAndBlocksNothing();
    void record_connectionCut_isSentAgain();
    void record_lineWithAReason_isVerified();
    void entryOfReceipt_ofAnyTill_givesItsBytes();
    void entryOf_uuid_givesItsBytes();
    void refundsOf_severalTills_givesAllOfThem();
    void record_tillsAndOrdersAtOnce_agreeAfterwards();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestEntryStore::registerTill_again_givesTheSame()
{
    TillBench bench(m_cluster);
    const Result<TillRegistration> again =
        await(bench.store.registerTill(bench.chain.till(), u"Counter"_s, 0));
    QVERIFY(again);
    QCOMPARE(again->till, bench.chain.till());
    QCOMPARE(again->number, 1);
    QCOMPARE(again->prefix, u"1-"_s);
    QCOMPARE(await(bench.store.registerTill(QUuid::createUuid(), u"Second"_s, 0))->number, 2);
}

void TestEntryStore::registerTill_wantedNumber_isKeptIfFree()
{
    TillBench bench(m_cluster);
    QCOMPARE(await(bench.store.registerTill(QUuid::createUuid(), u"Old"_s, 7))->number, 7);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(await(bench.store.registerTill(QUuid::createUuid(), u"Copy"_s, 7))->number, 8);
    QCOMPARE(bench.discrepancies(), u"till_number"_s);
}

void TestEntryStore::head_unregistered_isNotFound()
{
    TillBench bench(m_cluster);
    QCOMPARE(await(bench.store.head(QUuid::createUuid())).error().reason,
             Error::Reason::TillNotRegistered);
    const Result<TillHead> head = await(bench.store.head(bench.chain.till()));
    QVERIFY(head);
    QCOMPARE(head->sequence, 0);
    QCOMPARE(head->hash, genesisHash());
}

void TestEntryStore::record_unregistered_saysSo()
{
    TillBench bench(m_cluster);
    ChainWriter stranger;
    QCOMPARE(bench.record({stranger.write(ChainWriter::sale({{}}))}).kind, Kind::UnknownTill);
}

void TestEntryStore::record_batch_storesAndTellsAll()
{
    TillBench bench(m_cluster);
    const Entry first = bench.chain.write(
        ChainWriter::sale({{.product = 1, .pieces = 2, .price = 320}, {.product = 4}}));
    const Entry second = bench.chain.writeEvent(u"drawer"_s);
    const Entry third = bench.chain.write(
        ChainWriter::sale({{.product = 1, .rateBp = 1900}, {.product = 1, .rateBp = 700}}));

    const RecordOutcome outcome = bench.record({first, second, third});

    QCOMPARE(outcome.kind, Kind::Recorded);
    QCOMPARE(outcome.head.sequence, 3);
    QCOMPARE(outcome.head.hash, third.hash);
    QCOMPARE(bench.onHand(1), 30 - 4);
    QCOMPARE(bench.listener.onHand(1), 30 - 4);
    QCOMPARE(bench.listener.head(bench.chain.till()), 3);
    QCOMPARE(bench.value(u"SELECT count(*) || ' ' || sum(total_minor) FROM receipts"_s),
             u"2 940"_s);
    QCOMPARE(
        bench.value(
            u"SELECT string_agg(source || ' ' || state || ' ' || total_minor, ', ' ORDER BY id) "
            "FROM orders"_s),
        u"counter collected 740, counter collected 200"_s);
    QCOMPARE(bench.value(u"SELECT count(*) FROM orders o JOIN order_events e ON e.order_id = o.id "
                         "WHERE o.state_at = e.at AND o.completed_at = e.at"_s),
             u"2"_s);
    QCOMPARE(bench.value(u"SELECT count(*) FROM jobs"_s), u"0"_s);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
}

void TestEntryStore::record_again_isKnown()
{
    TillBench bench(m_cluster);
    const std::vector<Entry> entries {bench.chain.write(ChainWriter::sale({{}})),
                                      bench.chain.write(ChainWriter::sale({{}}))};
    bench.record(entries);
    const RecordOutcome again = bench.record(entries);
    QCOMPARE(again.kind, Kind::Recorded);
    QCOMPARE(again.head.sequence, 2);
    QCOMPARE(bench.record({entries[0]}).head.sequence, 2);
    QCOMPARE(bench.onHand(1), 28);
    QCOMPARE(bench.faults(), QString());
}

void TestEntryStore::record_partlyKnown_takesTheRest()
{
    TillBench bench(m_cluster);
    std::vector<Entry> entries;
    for (int i = 0; i < 5; ++i)
        entries.push_back(bench.chain.write(ChainWriter::sale({{}})));
    bench.record({entries[0], entries[1]});
    const RecordOutcome outcome = bench.record({entries[1], entries[2], entries[3], entries[4]});
    QCOMPARE(outcome.kind, Kind::Recorded);
    QCOMPARE(outcome.head.sequence, 5);
    QCOMPARE(bench.onHand(1), 25);
    QCOMPARE(bench.faults(), QString());
}

void TestEntryStore::record_beyondTheHead_isAGap()
{
    TillBench bench(m_cluster);
    const Entry first = bench.chain.write(ChainWriter::sale({{}}));
    bench.chain.write(ChainWriter::sale({{}}));
    const Entry third = bench.chain.write(ChainWriter::sale({{}}));
    bench.record({first});
    const RecordOutcome outcome = bench.record({third});
    QCOMPARE(outcome.kind, Kind::Gap);
    QCOMPARE(outcome.head.sequence, 1);
    QCOMPARE(outcome.head.hash, first.hash);
}

void TestEntryStore::record_anotherChain_isAFork_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("other bytes under a known sequence") << 0;
    QTest::newRow("a known uuid under a new sequence") << 1;
    QTest::newRow("the uuid of another till's entry") << 2;
    QTest::newRow("the entry before is another one") << 3;
    QTest::newRow("a byte was changed") << 4;
    QTest::newRow("twice the same uuid in one batch") << 5;
}

void TestEntryStore::record_anotherChain_isAFork()
{
    QFETCH(int, how);
    TillBench bench(m_cluster);
    Receipt known = ChainWriter::sale({{}});
    const Entry first = bench.chain.write(known);
    ChainWriter other;
    QVERIFY(await(bench.store.registerTill(other.till(), u"Other"_s, 0)));
    Receipt foreign = ChainWriter::sale({{}});
    bench.record({other.write(foreign)});
    bench.record({first});

    ChainWriter restored(bench.chain.till()); // the same till once more from its beginning
    Receipt twice = ChainWriter::sale({{}});
    std::vector<Entry> batch;
    switch (how) {
    case 0:
        batch = {restored.write(ChainWriter::sale({{}})), restored.write(ChainWriter::sale({{}}))};
        break;
    case 1:
        batch = {bench.chain.write(known)};
        break;
    case 2:
        batch = {bench.chain.write(foreign)};
        break;
    case 3:
        restored.write(ChainWriter::sale({{}}));
        batch = {restored.write(ChainWriter::sale({{}}))};
        break;
    case 4:
        batch = {bench.chain.write(ChainWriter::sale({{}}))};
        batch[0].bytes[20] = batch[0].bytes[20] == '1' ? '2' : '1';
        break;
    default:
        batch = {bench.chain.write(twice), bench.chain.write(twice)};
    }
    const RecordOutcome outcome = bench.record(batch);
    QCOMPARE(outcome.kind, Kind::Fork);
    QCOMPARE(outcome.head.sequence, 1);
    QCOMPARE(bench.value(u"SELECT count(*) FROM entries"_s), u"2"_s);
    QCOMPARE(bench.faults(), QString());
}

void TestEntryStore::record_unknownKind_isKept()
{
    TillBench bench(m_cluster);
    const Entry entry = bench.chain.writeEvent(u"kind_of_next_year"_s);
    QCOMPARE(bench.record({entry}).kind, Kind::Recorded);
    QCOMPARE(bench.value(u"SELECT encode(bytes, 'hex') FROM entries"_s),
             QString::fromLatin1(entry.bytes.toHex()));
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
}

void TestEntryStore::record_badEntry_keepsItsBytesAndBlocksNothing_data()
{
    QTest::addColumn<QByteArray>("find");
    QTest::addColumn<QByteArray>("replacement");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("[");
    QTest::newRow("no text") << QByteArray("Goods") << QByteArray("G\xff\xfe");
    QTest::newRow("a total that is no number")
        << QByteArray("\"total\":100") << QByteArray("\"total\":\"much\"");
    QTest::newRow("a number too large")
        << QByteArray("\"total\":100") << QByteArray("\"total\":99999999999999999999");
    QTest::newRow("no total") << QByteArray("\"total\":100") << QByteArray("\"sum\":100");
    QTest::newRow("lines that are no list")
        << QByteArray("\"lines\":[") << QByteArray("\"lines\":1,\"l\":[");
    QTest::newRow("a way of eating that is none")
        << QByteArray("takeaway") << QByteArray("floating");
    QTest::newRow("another till") << QByteArray("\"till\":\"") << QByteArray("\"till\":\"0");
    QTest::newRow("a number given before")
        << QByteArray("\"number\":2") << QByteArray("\"number\":1");
}

void TestEntryStore::record_badEntry_keepsItsBytesAndBlocksNothing()
{
    QFETCH(QByteArray, find);
    QFETCH(QByteArray, replacement);
    TillBench bench(m_cluster);
    const Entry first = bench.chain.write(ChainWriter::sale({{}}));
    ChainWriter draft = bench.chain;
    Receipt receipt = ChainWriter::sale({{}});
    QByteArray bytes = draft.write(receipt).bytes;
    QVERIFY(bytes.contains(find));
    bytes.replace(bytes.indexOf(find), find.size(), replacement);
    const Entry second = bench.chain.writeBytes(bytes, u"sale"_s, receipt.uuid);
    bench.chain.skipNumber();
    const Entry third = bench.chain.write(ChainWriter::sale({{}}));

    const RecordOutcome outcome = bench.record({first, second, third});

    QCOMPARE(outcome.kind, Kind::Recorded);
    QCOMPARE(outcome.head.sequence, 3);
    QCOMPARE(bench.value(u"SELECT encode(bytes, 'hex') FROM entries WHERE seq = 2"_s),
             QString::fromLatin1(bytes.toHex()));
    QCOMPARE(bench.value(u"SELECT string_agg(seq::text, ' ' ORDER BY seq) FROM receipts"_s),
             u"1 3"_s);
    QCOMPARE(bench.onHand(1), 28);
    QVERIFY(bench.discrepancies().startsWith(u"underivable"_s));
    QVERIFY(bench.faults().contains(u"entry 2"_s)); // its money is in no report: that is not clean
}

void TestEntryStore::record_connectionCut_isSentAgain()
{
    TillBench bench(m_cluster);
    QVERIFY(bench.cutConnections() > 0);
    QCOMPARE(bench.record({bench.chain.write(ChainWriter::sale({{}}))}).kind, Kind::Recorded);
    QCOMPARE(bench.onHand(1), 29);
}

void TestEntryStore::record_lineWithAReason_isVerified()
{
    TillBench bench(m_cluster);
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 2}});
    sale.lines[0].reason = u"dented \"crust\" ½"_s;
    bench.record({bench.chain.write(sale)});
    bench.record({bench.chain.write(ChainWriter::refund(sale))});
    QCOMPARE(bench.value(u"SELECT count(*) FROM receipt_lines"_s), u"2"_s);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
    const Result<Entry> stored = await(bench.store.entryOf(sale.uuid));
    QVERIFY(stored);
    QCOMPARE(receiptOf(stored->bytes)->lines[0].reason, sale.lines[0].reason);
}

void TestEntryStore::entryOfReceipt_ofAnyTill_givesItsBytes()
{
    TillBench bench(m_cluster);
    const Entry event = bench.chain.writeEvent(u"drawer"_s);
    Receipt sale = ChainWriter::sale({{}});
    const Entry written = bench.chain.write(sale);
    bench.record({event, written});
    const Result<Entry> stored = await(bench.store.entryOfReceipt(u"1-"_s, 1));
    QVERIFY(stored);
    QCOMPARE(*stored, written);
    for (const auto &[prefix, number] : {std::pair(u"2-"_s, 1), std::pair(u"1-"_s, 2)}) {
        const Result<Entry> none = await(bench.store.entryOfReceipt(prefix, number));
        QVERIFY(!none);
        QCOMPARE(none.error().code, Error::Code::NotFound);
        QCOMPARE(none.error().reason, Error::Reason::UnknownReceipt);
    }
}

void TestEntryStore::entryOf_uuid_givesItsBytes()
{
    TillBench bench(m_cluster);
    const Entry event = bench.chain.writeEvent(u"void"_s);
    bench.record({event});
    const Result<Entry> stored = await(bench.store.entryOf(event.uuid));
    QVERIFY(stored);
    QCOMPARE(*stored, event);
    QCOMPARE(await(bench.store.entryOf(QUuid::createUuid())).error().reason,
             Error::Reason::UnknownReceipt);
}

void TestEntryStore::refundsOf_severalTills_givesAllOfThem()
{
    TillBench bench(m_cluster);
    ChainWriter other;
    QVERIFY(await(bench.store.registerTill(other.till(), u"Second"_s, 0)));
    Receipt sale = ChainWriter::sale({{.product = 1, .pieces = 3}});
    bench.record({bench.chain.write(sale), bench.chain.write(ChainWriter::sale({{}}))});
    QVERIFY(await(bench.store.refundsOf(sale.uuid))->empty());
    Receipt here = ChainWriter::refund(sale);
    Receipt there = ChainWriter::refund(sale);
    bench.record({bench.chain.write(here)});
    bench.record({other.write(there)});
    const Result<std::vector<Receipt>> refunds = await(bench.store.refundsOf(sale.uuid));
    QVERIFY(refunds);
    QCOMPARE(refunds->size(), size_t(2));
    QVERIFY(refunds->front() == here || refunds->back() == here);
    QVERIFY(refunds->front() == there || refunds->back() == there);
}

void TestEntryStore::record_tillsAndOrdersAtOnce_agreeAfterwards()
{
    TillBench bench(m_cluster);
    struct Program {
        explicit Program(StoreBench &bench)
            : connection({.name = u"program"_s, .address = bench.server.address()},
                         bench.supervisor)
            , entries(connection, bench.listener, u"there"_s)
            , orders(connection, connection, bench.listener, u"there"_s)
        {
        }
        Database connection;
        EntryStore entries;
        OrderStore orders;
        ChainWriter chain;
    };
    std::vector<std::unique_ptr<Program>> programs;
    for (int i = 0; i < 3; ++i) {
        programs.push_back(std::make_unique<Program>(bench));
        QVERIFY(await(
            programs.back()->entries.registerTill(programs.back()->chain.till(), u"Till"_s, 0)));
    }
    std::vector<QFuture<Result<RecordOutcome>>> uploads;
    std::vector<QFuture<Result<PlacedOrder>>> placed;
    for (int round = 0; round < 12; ++round) {
        for (const auto &program : programs) {
            std::vector<Entry> batch;
            for (int i = 0; i < 8; ++i)
                batch.push_back(program->chain.write(
                    ChainWriter::sale({{.product = 24 - (i + round) % 24},
                                       {.product = 1 + (i * round) % 24, .pieces = 2}})));
            uploads.push_back(program->entries.record(batch));
            NewOrder order = webOrder(1 + round % 24);
            order.lines.push_back({.product = 24 - round, .quantity = Quantity::fromPieces(1)});
            placed.push_back(program->orders.place(order));
        }
    }
    for (const auto &upload : uploads) {
        const Result<RecordOutcome> outcome = await(upload);
        QVERIFY2(outcome, qPrintable(outcome ? QString() : describe(outcome.error())));
        QCOMPARE(outcome->kind, Kind::Recorded);
    }
    for (const auto &order : placed) {
        const Result<PlacedOrder> answer = await(order);
        QVERIFY(answer || answer.error().reason == Error::Reason::InsufficientStock);
    }
    QCOMPARE(bench.value(u"SELECT count(*) FROM receipts"_s), u"288"_s);
    QCOMPARE(bench.discrepancies(), QString());
    QCOMPARE(bench.faults(), QString());
}

QTEST_GUILESS_MAIN(TestEntryStore)
#include "tst_entry_store.moc"
