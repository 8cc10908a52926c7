#include "await.h"
#include "counter.h"
#include "counter_sheets.h"
#include "orders_board.h"
#include "picture_shop.h"
#include "scene_steps.h"
#include "scenes.h"
#include "sell_screen.h"
#include "status_light.h"
#include "till.h"
#include "top_bar.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Web orders at the real counter over a real database: told, found by a scan, handed over.
class TestCounterOrders final : public QObject
{
    Q_OBJECT
private slots:
    void handOver_takesTheMoneyAndNoStock();
    void handOver_leftAndAskedForAgain_isOneBasket();
    void handOver_whileSomethingIsSold_saysSo();
    void scan_ofAPickUpCode_findsTheOrder_data();
    void scan_ofAPickUpCode_findsTheOrder();
    void scanOnTheBoard_ofAStranger_saysSo();
    void bell_tellsOfNewOnes_andOfRaisedHands();

private:
    static OrdersBoard *board(PictureShop &shop)
    {
        return qobject_cast<OrdersBoard *>(shop.window().sheets().current());
    }
    /// The column that shows @p code; -1 = none.
    static int columnOf(PictureShop &shop, const QString &code);
    static bool tapCard(PictureShop &shop, int column, CardAct act);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

int TestCounterOrders::columnOf(PictureShop &shop, const QString &code)
{
    for (int i = 0; board(shop) && i < mostColumns; ++i) {
        const std::vector<OrderCard> &cards = board(shop)->column(i).list().cards().cards();
        if (std::ranges::find(cards, code, &OrderCard::code) != cards.end())
            return i;
    }
    return -1;
}

/// On the first card of a column.
bool TestCounterOrders::tapCard(PictureShop &shop, int column, CardAct act)
{
    CardList &list = board(shop)->column(column).list();
    const QRect key = list.keyRect(list.cards().cards().front().publicId, act);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, key.center());
    return !key.isEmpty();
}

void TestCounterOrders::handOver_takesTheMoneyAndNoStock()
{
    PictureShop shop(m_cluster, {});
    const QString stock = u"SELECT string_agg(on_hand::text, ',' ORDER BY product_id) "
                          "FROM bakehouse.stock"_s;
    const QString state = u"SELECT state FROM bakehouse.orders WHERE pickup_code = 'F4J8R'"_s;
    const QString before = shop.database().value(stock);
    shop.press(Qt::Key_F8);
    QTRY_COMPARE(columnOf(shop, u"F4J8R"_s), 3);
    const OrderCard card = board(shop)->column(3).list().cards().cards().front();
    QVERIFY(letListen());
    QVERIFY(tapCard(shop, 3, CardAct::HandOver));
    QCOMPARE(openSheet(shop), u"TenderSheet"_s);
    QCOMPARE(shop.window().counter().total(), Money::fromMinor(605));
    QVERIFY(letListen());
    QVERIFY(shop.tapKey(u"sumKey1"_s));
    QTRY_COMPARE(openSheet(shop), u"ChangeSheet"_s);
    const Receipt sale = *shop.window().counter().lastSale();
    QCOMPARE(sale.orderPublicId, card.publicId);
    QCOMPARE(sale.total, Money::fromMinor(605));
    QTRY_COMPARE_WITH_TIMEOUT(shop.database().value(state), u"collected"_s, 20'000);
    QCOMPARE(shop.database().value(stock), before);
    QCOMPARE(shop.database().value(u"SELECT count(*) FROM bakehouse.receipts"_s), u"1"_s);
    shop.clear();
    shop.press(Qt::Key_F8);
    QTRY_COMPARE(columnOf(shop, u"M3Q7D"_s), 3);
    QCOMPARE(columnOf(shop, u"F4J8R"_s), -1);
}

void TestCounterOrders::handOver_leftAndAskedForAgain_isOneBasket()
{
    PictureShop shop(m_cluster, {});
    Counter &counter = shop.window().counter();
    const auto handOver = [&shop] {
        shop.press(Qt::Key_F8);
        return QTest::qWaitFor([&shop] { return columnOf(shop, u"F4J8R"_s) == 3; }) && letListen()
            && tapCard(shop, 3, CardAct::HandOver) && openSheet(shop) == "TenderSheet"_L1;
    };
    QVERIFY(handOver());
    shop.window().act(CounterAction::Back);
    QVERIFY(handOver()); // The customer found the money.
    QCOMPARE(counter.total(), Money::fromMinor(605));
    shop.window().act(CounterAction::Back);
    QVERIFY(counter.park(u"Joe"_s));
    QVERIFY(counter.empty());
    QVERIFY(handOver());
    QCOMPARE(counter.total(), Money::fromMinor(605));
    QVERIFY(counter.parked().empty());
}

void TestCounterOrders::handOver_whileSomethingIsSold_saysSo()
{
    PictureShop shop(m_cluster, {});
    shop.sell(PictureShop::croissant);
    const Money total = shop.window().counter().total();
    shop.press(Qt::Key_F8);
    QTRY_COMPARE(columnOf(shop, u"F4J8R"_s), 3);
    const QSignalSpy said(&shop.window().sheets(), &CounterSheets::said);
    QVERIFY(letListen());
    QVERIFY(tapCard(shop, 3, CardAct::HandOver));
    QCOMPARE(said.size(), 1);
    QCOMPARE(shop.window().counter().total(), total);
    QCOMPARE(openSheet(shop), QString());
}

void TestCounterOrders::scan_ofAPickUpCode_findsTheOrder_data()
{
    QTest::addColumn<QString>("scanned");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("column");
    QTest::newRow("in the oven") << u"C9W4K"_s << u"C9W4K"_s << 2;
    QTest::newRow("in small letters") << u"k7m2p"_s << u"K7M2P"_s << 0;
    QTest::newRow("for later") << u"W8B4T"_s << u"W8B4T"_s << 1;
}

void TestCounterOrders::scan_ofAPickUpCode_findsTheOrder()
{
    QFETCH(QString, scanned);
    QFETCH(QString, code);
    QFETCH(int, column);
    PictureShop shop(m_cluster, {});
    shop.sell(PictureShop::croissant); // A basket that stays.
    shop.scan(scanned);
    QTRY_COMPARE(columnOf(shop, code), column);
    for (int i = 0; i < mostColumns; ++i)
        QCOMPARE(board(shop)->column(i).list().cards().rowCount(), i == column ? 1 : 0);
    QVERIFY(board(shop)->column(column).list().hasFocus());
    shop.scan(u"B2N6F"_s); // And the next one.
    QTRY_COMPARE(columnOf(shop, u"B2N6F"_s), 1);
    QCOMPARE(shop.window().counter().basket()->lines.size(), size_t(1));
}

void TestCounterOrders::scanOnTheBoard_ofAStranger_saysSo()
{
    PictureShop shop(m_cluster, {});
    shop.press(Qt::Key_F8);
    QTRY_COMPARE(columnOf(shop, u"F4J8R"_s), 3);
    shop.scan(u"ZZZZZ"_s);
    const QWidget *title = board(shop)->findChild<QWidget *>(u"boardTitle"_s);
    QTRY_COMPARE(title->accessibleName(), u"No open order has the code ZZZZZ."_s);
    QCOMPARE(columnOf(shop, u"F4J8R"_s), 3);
    shop.window().act(CounterAction::Back);
    shop.scan(u"ZZZZZ"_s); // Nor is it goods.
    QTRY_COMPARE(openSheet(shop), u"UnknownCodeSheet"_s);
}

void TestCounterOrders::bell_tellsOfNewOnes_andOfRaisedHands()
{
    PictureShop shop(m_cluster, {});
    auto *bell = shop.window().sellScreen().topBar().findChild<StatusLight *>(u"ordersKey"_s);
    QCOMPARE(bell->accessibleDescription(), u"3, 1 late, 1 unanswered"_s);
    NewOrder order {.customerName = u"<img src=x onerror=alert(1)>"_s,
                    .customerEmail = u"x@example.org"_s};
    order.lines.push_back({shop.product(PictureShop::bread), Quantity::fromPieces(1)});
    QVERIFY(await(shop.shop().orders().place(order)));
    QTRY_VERIFY(bell->accessibleDescription().startsWith(u"4, "_s));
    shop.database().execute(u"UPDATE bakehouse.orders SET pickup_start = '2026-06-02 09:00Z' "
                            "WHERE pickup_code = 'B2N6F'"_s);
    shop.database().execute(u"UPDATE bakehouse.orders SET placed_at = pickup_start "
                            "WHERE pickup_code = 'H3T8W'"_s);
    shop.shop().orderFeed().hint();
    QTRY_COMPARE(bell->accessibleDescription(), u"4"_s);
    shop.press(Qt::Key_F8);
    QTRY_COMPARE(board(shop)->column(0).list().cards().rowCount(), 4);
    const std::vector<OrderCard> &cards = board(shop)->column(0).list().cards().cards();
    QVERIFY(std::ranges::find(cards, order.customerName, &OrderCard::name) != cards.end());
    QCOMPARE(columnOf(shop, u"B2N6F"_s), 1);
    const std::vector<OrderCard> &accepted = board(shop)->column(1).list().cards().cards();
    const auto summer = std::ranges::find(accepted, u"B2N6F"_s, &OrderCard::code);
    QCOMPARE(summer->time, u"2 Jun 10:00"_s); // By the clock of the shop.
}

QTEST_MAIN(TestCounterOrders)
#include "tst_counter_orders.moc"
