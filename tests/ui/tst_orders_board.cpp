#include "board_bench.h"
#include "board_title.h"
#include "text_field.h"

#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The board over real orders: shown, moved on, cancelled, put back, kept while the database is
/// away.
class TestOrdersBoard final : public QObject
{
    Q_OBJECT

private slots:
    void open_ordersOfEachState_standInTheirColumns();
    void advance_oneTap_movesTheCardAtOnce();
    void tap_twiceQuickly_acceptsOnce();
    void cancel_secondTap_givesStockBack();
    void noShow_secondTap_closesTheOrder();
    void advance_somebodyWasQuicker_isPutBackWithASentence();
    void feed_orderPlacedElsewhere_appears();
    void feed_orderMovedElsewhere_follows();
    void handOver_readyOrder_asksForItsGoods();
    void handOver_paidAtTheTill_isCollected();
    void newCount_staffFlow_staysUntilAnswered();
    void newCount_automaticFlow_staysUntilSeen();
    void search_codeNameOrPhone_filters();
    void byTime_partsByPromisedTime();
    void databaseAway_lastListStays_tapIsPutBack();
    void databaseAway_fromTheStart_saysSo();
    void fiveHundredOrders_scrollSmoothly();

private:
    BoardTitle &titleOf(BoardBench &bench) { return *bench.board.findChild<BoardTitle *>(); }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestOrdersBoard::open_ordersOfEachState_standInTheirColumns()
{
    BoardBench bench(m_cluster);
    QList<qint64> ids;
    for (int i = 0; i < 4; ++i)
        ids << bench.place(1, 2);
    const QStringList states {u"requested"_s, u"confirmed"_s, u"in_production"_s, u"ready"_s};
    for (int i = 0; i < 4; ++i)
        bench.database.execute(
            u"UPDATE bakehouse.orders SET state = '%1' WHERE public_id = %2"_s.arg(states.at(i))
                .arg(ids.at(i)));
    QVERIFY(bench.open());
    for (int i = 0; i < 4; ++i)
        QTRY_COMPARE(bench.columnOf(ids.at(i)), i);
    const OrderCard *card = bench.card(ids.at(3));
    QCOMPARE(card->name, u"Maya"_s);
    QCOMPARE(card->items.front().quantity, u"2"_s);
    QCOMPARE(card->keys.front().act, CardAct::HandOver);
    QVERIFY(card->keys.front().words.endsWith(card->sum));
    QCOMPARE(bench.board.order(ids.at(3))->lines.size(), size_t(1));
}

void TestOrdersBoard::advance_oneTap_movesTheCardAtOnce()
{
    BoardBench bench(m_cluster);
    const qint64 id = bench.place(1, 2);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    QVERIFY(bench.tap(id, CardAct::Advance));
    QCOMPARE(bench.columnOf(id), 1); // Before any answer.
    QVERIFY(bench.tap(id, CardAct::Advance)); // Nor does the next tap wait for one.
    QVERIFY(bench.tap(id, CardAct::Advance));
    QCOMPARE(bench.columnOf(id), 3);
    QTRY_COMPARE(bench.stateInDatabase(id), u"ready"_s);
    QCOMPARE(bench.columnOf(id), 3);
}

void TestOrdersBoard::tap_twiceQuickly_acceptsOnce()
{
    BoardBench bench(m_cluster);
    const qint64 first = bench.place(1, 1);
    const qint64 second = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 2);
    CardList &list = bench.board.column(0).list();
    const QPoint where = list.keyRect(first, CardAct::Advance).center();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, where);
    QCOMPARE(bench.columnOf(first), 1);
    QVERIFY(list.keyRect(second, CardAct::Advance).contains(where)); // It moved up.
    bench.tapMs += 200;
    QTest::mouseDClick(list.viewport(), Qt::LeftButton, {}, where);
    QCOMPARE(bench.columnOf(second), 0);
}

void TestOrdersBoard::cancel_secondTap_givesStockBack()
{
    BoardBench bench(m_cluster);
    const qint64 before = bench.onHand(1);
    const qint64 id = bench.place(1, 2);
    QCOMPARE(bench.onHand(1), before - 2'000);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    QVERIFY(!bench.tap(id, CardAct::Cancel));
    QVERIFY(bench.tap(id, CardAct::More));
    QVERIFY(bench.tap(id, CardAct::AskCancel));
    QCOMPARE(bench.columnOf(id), 0);
    QCOMPARE(bench.stateInDatabase(id), u"requested"_s);
    QVERIFY(bench.tap(id, CardAct::Cancel));
    QCOMPARE(bench.columnOf(id), -1);
    QTRY_COMPARE(bench.stateInDatabase(id), u"cancelled"_s);
    QCOMPARE(bench.onHand(1), before);
    QCOMPARE(bench.database.value(u"SELECT actor FROM bakehouse.order_events ORDER BY id DESC"_s),
             u"staff"_s);
}

void TestOrdersBoard::noShow_secondTap_closesTheOrder()
{
    BoardBench bench(m_cluster);
    const qint64 id = bench.place(1, 1);
    bench.database.execute(u"UPDATE bakehouse.orders SET state = 'ready'"_s);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 3);
    QVERIFY(bench.tap(id, CardAct::More));
    QVERIFY(bench.tap(id, CardAct::AskNoShow));
    QVERIFY(bench.tap(id, CardAct::NoShow));
    QTRY_COMPARE(bench.stateInDatabase(id), u"no_show"_s);
    QCOMPARE(bench.columnOf(id), -1);
}

void TestOrdersBoard::advance_somebodyWasQuicker_isPutBackWithASentence()
{
    BoardBench bench(m_cluster);
    const qint64 id = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    const QString code = bench.card(id)->code;
    bench.database.execute(u"UPDATE bakehouse.orders SET state = 'ready'"_s);
    QVERIFY(bench.tap(id, CardAct::Advance));
    QCOMPARE(bench.columnOf(id), 1);
    QTRY_VERIFY(titleOf(bench).notice().contains(code));
    QTRY_COMPARE(bench.columnOf(id), 3); // How it stands.
    QVERIFY(bench.tap(id, CardAct::More));
    QCOMPARE(titleOf(bench).notice(), QString()); // The next tap takes it away.
}

void TestOrdersBoard::feed_orderPlacedElsewhere_appears()
{
    BoardBench bench(m_cluster);
    QVERIFY(bench.open());
    DeskBench elsewhere(bench.database.address());
    OrderDesk desk(elsewhere.orders, elsewhere.clock, bench.desk.settings());
    const Result<PlacedOrder> placed = await(desk.place(orderOf(1, 1)));
    QVERIFY(placed);
    QCOMPARE(bench.columnOf(placed->publicId), -1);
    bench.feed.hint();
    QTRY_COMPARE(bench.columnOf(placed->publicId), 0);
}

void TestOrdersBoard::feed_orderMovedElsewhere_follows()
{
    BoardBench bench(m_cluster, OrderFlow::Automatic);
    const qint64 id = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 1);
    for (const auto &[state, column] :
         {std::pair(OrderState::InProduction, 2), std::pair(OrderState::Ready, 3)}) {
        QVERIFY(await(bench.store.orders.advance(id, state)));
        bench.feed.hint();
        QTRY_COMPARE(bench.columnOf(id), column);
    }
}

void TestOrdersBoard::handOver_readyOrder_asksForItsGoods()
{
    BoardBench bench(m_cluster);
    QSignalSpy asked(&bench.board, &OrdersBoard::handOverAsked);
    const qint64 id = bench.place(1, 3);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    QVERIFY(bench.tap(id, CardAct::More)); // A customer who is early.
    QVERIFY(bench.tap(id, CardAct::HandOver));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toLongLong(), id);
    QCOMPARE(bench.board.order(id)->lines.front().quantity, Quantity::fromPieces(3));
    QCOMPARE(bench.stateInDatabase(id), u"requested"_s); // Only the receipt collects it.
    bench.board.noteHandedOver(id); // It was paid; the upload comes later.
    QCOMPARE(bench.columnOf(id), -1);
    QVERIFY(!bench.board.order(id));
}

void TestOrdersBoard::handOver_paidAtTheTill_isCollected()
{
    BoardBench bench(m_cluster);
    QSignalSpy asked(&bench.board, &OrdersBoard::handOverAsked);
    const qint64 id = bench.place(1, 1);
    bench.database.execute(u"UPDATE bakehouse.orders SET state = 'ready', source = 'counter', "
                           "till = gen_random_uuid(), seq = 1"_s);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 3);
    QCOMPARE(bench.card(id)->flag->kind, BadgeKind::Ok);
    QVERIFY(bench.tap(id, CardAct::HandOver));
    QTRY_COMPARE(bench.stateInDatabase(id), u"collected"_s);
    QCOMPARE(bench.columnOf(id), -1);
    QCOMPARE(asked.count(), 0);
}

void TestOrdersBoard::newCount_staffFlow_staysUntilAnswered()
{
    BoardBench bench(m_cluster);
    QSignalSpy told(&bench.board, &OrdersBoard::newCountChanged);
    const qint64 id = bench.place(1, 1); // The board is closed.
    QTRY_COMPARE(bench.board.newCount(), 1);
    QCOMPARE(told.back().front().toInt(), 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    QCOMPARE(bench.board.newCount(), 1); // Seen, but the customer waits for an answer.
    QVERIFY(bench.tap(id, CardAct::Advance));
    QCOMPARE(bench.board.newCount(), 0);
}

void TestOrdersBoard::newCount_automaticFlow_staysUntilSeen()
{
    BoardBench bench(m_cluster, OrderFlow::Automatic);
    const qint64 id = bench.place(1, 1);
    QTRY_COMPARE(bench.board.newCount(), 1);
    QVERIFY(await(bench.store.orders.advance(id, OrderState::InProduction)));
    bench.feed.hint();
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 2);
    QCOMPARE(bench.board.newCount(), 0);
    bench.board.close();
    bench.place(1, 1);
    QTRY_COMPARE(bench.board.newCount(), 1);
}

void TestOrdersBoard::search_codeNameOrPhone_filters()
{
    BoardBench bench(m_cluster);
    const qint64 zoe = bench.place(1, 1, u"Zoë Krüger"_s);
    const qint64 tom = bench.place(1, 1, u"Tom"_s);
    bench.database.execute(
        u"UPDATE bakehouse.orders SET customer_phone = '+49 30 777-123' WHERE public_id = %1"_s.arg(
            tom));
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), 2);
    QTRY_COMPARE(bench.board.order(tom)->customerPhone, u"+49 30 777-123"_s);
    const auto finds = [&bench](const QString &typed) {
        bench.board.findChild<TextField *>()->setText(typed);
        return std::pair(bench.cards(0).rowCount(),
                         bench.cards(0).cards().empty() ? qint64(0)
                                                        : bench.cards(0).cards().front().publicId);
    };
    QCOMPARE(finds(u"krug"_s), std::pair(1, zoe));
    QCOMPARE(finds(u"7771"_s), std::pair(1, tom));
    QCOMPARE(finds(bench.board.order(tom)->pickupCode.toLower()), std::pair(1, tom));
    QCOMPARE(finds(u"nobody"_s), std::pair(0, qint64(0)));
    QCOMPARE(titleOf(bench).quietLine(), u"Nothing found"_s);
    QCOMPARE(finds({}).first, 2);
}

void TestOrdersBoard::byTime_partsByPromisedTime()
{
    BoardBench bench(m_cluster);
    QList<qint64> ids;
    for (int i = 0; i < 4; ++i)
        ids << bench.place(1, 1);
    const QStringList due {u"now() - interval '7 min'"_s, u"now() + interval '20 min'"_s,
                           u"now() + interval '3 h'"_s, u"NULL"_s};
    for (int i = 0; i < 4; ++i)
        bench.database.execute(
            u"UPDATE bakehouse.orders SET due_at = %1 WHERE public_id = %2"_s.arg(due.at(i)).arg(
                ids.at(i)));
    bench.store.clock.set(QDateTime::currentDateTimeUtc());
    QVERIFY(bench.open());
    bench.board.chooseSort(BoardSort::ByTime);
    const QList<int> columns {0, 1, 2, 1};
    for (int i = 0; i < 4; ++i)
        QTRY_COMPARE(bench.columnOf(ids.at(i)), columns.at(i));
    QCOMPARE(bench.card(ids.at(0))->flag->text, u"7 min late"_s);
    QCOMPARE(bench.card(ids.at(2))->state, u"New"_s);
    QVERIFY(!bench.board.column(3).isVisible());
}

void TestOrdersBoard::databaseAway_lastListStays_tapIsPutBack()
{
    BoardBench bench(m_cluster);
    const qint64 id = bench.place(1, 1);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.columnOf(id), 0);
    m_cluster.stop();
    QVERIFY(bench.tap(id, CardAct::Advance));
    QCOMPARE(bench.columnOf(id), 1);
    QTRY_COMPARE_WITH_TIMEOUT(bench.columnOf(id), 0, 15'000);
    QVERIFY(!titleOf(bench).notice().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(titleOf(bench).quietLine().startsWith(u"No database: as of "), 15'000);
    m_cluster.start();
    QTRY_COMPARE_WITH_TIMEOUT(titleOf(bench).quietLine(), QString(), 15'000); // By itself.
    QVERIFY(bench.tap(id, CardAct::Advance));
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateInDatabase(id), u"confirmed"_s, 15'000);
}

void TestOrdersBoard::databaseAway_fromTheStart_saysSo()
{
    DeskBench store;
    OrderDesk desk(store.orders, store.clock, {.zone = QTimeZone::utc()});
    OrderFeed feed;
    Theme theme({.pixelsPerMm = 3.36, .frame = FrameClass::Narrow});
    theme.apply(*qApp);
    OrdersBoard board(theme, desk, feed, store.clock, nullptr);
    board.resize(1024, 720);
    board.open();
    QTRY_COMPARE_WITH_TIMEOUT(board.findChild<BoardTitle *>()->quietLine(),
                              u"No database: orders show when it is back"_s, 15'000);
    QVERIFY(board.textFits());
}

void TestOrdersBoard::fiveHundredOrders_scrollSmoothly()
{
    BoardBench bench(m_cluster);
    bench.database.execute(u"UPDATE bakehouse.stock SET on_hand = 1000000000"_s);
    std::vector<QFuture<Result<PlacedOrder>>> answers;
    for (int i = 0; i < OpenOrders::most; ++i)
        answers.push_back(bench.desk.place(orderOf(1 + i % 4, 1 + i % 5)));
    for (const auto &answer : answers)
        QVERIFY(await(answer));
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.cards(0).rowCount(), OpenOrders::most);
    CardList &list = bench.board.column(0).list();
    QScrollBar *bar = list.verticalScrollBar();
    QVERIFY(bar->maximum() > 50'000);
    std::vector<qint64> frames;
    for (int frame = 0; frame < 200; ++frame) {
        QElapsedTimer timer;
        timer.start();
        bar->setValue(frame * 350);
        list.viewport()->repaint();
        frames.push_back(timer.nsecsElapsed() / 1'000);
    }
    std::ranges::sort(frames);
    qInfo("a frame of scrolling: median %lld us, 95 %% %lld us", frames[100], frames[190]);
    QVERIFY(frames[100] < 16'000);
    QElapsedTimer timer;
    timer.start();
    const qint64 id = bench.cards(0).cards().front().publicId;
    bar->setValue(0);
    QVERIFY(bench.tap(id, CardAct::Advance));
    qInfo("a tap among %d cards: %lld ms", OpenOrders::most, timer.elapsed());
    QCOMPARE(bench.columnOf(id), 1);
}

QTEST_MAIN(TestOrdersBoard)
#include "tst_orders_board.moc"
