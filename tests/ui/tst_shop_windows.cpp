#include "kitchen_bench.h"
#include "order_card.h"
#include "ticket_writer.h"

#include <QScreen>
#include <QSignalSpy>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

/// The windows beside the counter: their screens, the customers' codes, and the words of tickets.
class TestShopWindows final : public QObject
{
    Q_OBJECT
private slots:
    void pickup_showsCodesOnly();
    void pickup_manyCodes_takeTurns();
    void codeGrid_anyCount_fits();
    void screenOf_choices_data();
    void screenOf_choices();
    void secondScreen_isFilled_andItsLossHides();
    void closing_isNotTheEndOfTheCounter();
    void ticketWords_ofAnOrder();
    void boardCard_offersTheTicketOnceAccepted();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestShopWindows::pickup_showsCodesOnly()
{
    KitchenBench bench(m_cluster);
    const QString name = u"Friederike Hohenstein"_s;
    const qint64 making = bench.place(OrderState::InProduction, name);
    const qint64 ready = bench.place(OrderState::Ready, name);
    bench.place(OrderState::Requested, name);
    bench.windows->togglePickup();
    PickupWindow &window = bench.windows->pickup();
    window.resize(1920, 1080);
    QTRY_COMPARE(window.codes().ready, QStringList(bench.code(ready)));
    QCOMPARE(window.codes().making, QStringList(bench.code(making)));
    QCOMPARE(window.codes().fresh, window.codes().ready);
    QVERIFY(!window.accessibleName().contains(u"Friederike"_s));
    QVERIFY(window.accessibleName().contains(bench.code(ready)));
    QVERIFY(!window.takesKeyboard());
    bench.change(ready, u"state_at = now() - interval '13 h'"_s);
    QTRY_VERIFY(window.codes().ready.isEmpty());
}

void TestShopWindows::pickup_manyCodes_takeTurns()
{
    KitchenBench bench(m_cluster);
    for (int i = 0; i < 60; ++i)
        bench.place(OrderState::Confirmed);
    bench.windows->togglePickup();
    PickupWindow &window = bench.windows->pickup();
    window.resize(800, 480);
    QTRY_COMPARE_WITH_TIMEOUT(window.codes().making.size(), 60, 20'000);
    QVERIFY(window.textFits());
    const QImage first = window.grab().toImage();
    window.turn();
    QVERIFY(window.grab().toImage() != first);
}

void TestShopWindows::codeGrid_anyCount_fits()
{
    for (const QSizeF box : {QSizeF(700, 900), QSizeF(300, 300), QSizeF(1600, 200)}) {
        for (int count = 0; count < 200; ++count) {
            const CodeGrid grid = codeGrid(count, box, 40, 190);
            QVERIFY(grid.codeHeight >= 40 && grid.codeHeight <= 190);
            QVERIFY(grid.rows * grid.codeHeight * 1.5 <= box.height() + 0.01);
            QVERIFY(grid.perPage() > 0);
            if (grid.codeHeight > 40)
                QVERIFY(grid.perPage() >= count);
        }
    }
}

void TestShopWindows::screenOf_choices_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("counter");
    QTest::addColumn<int>("first"); // What each "auto" takes.
    QTest::addColumn<int>("last");
    QTest::newRow("one screen") << u"auto"_s << 1 << 0 << -1 << -1;
    QTest::newRow("two screens") << u"auto"_s << 2 << 0 << 1 << 1;
    QTest::newRow("the counter on the second") << u"auto"_s << 2 << 1 << 0 << 0;
    QTest::newRow("three screens") << u"auto"_s << 3 << 0 << 1 << 2;
    QTest::newRow("named") << u"1"_s << 2 << 0 << 0 << 0;
    QTest::newRow("named, not there") << u"3"_s << 2 << 0 << -1 << -1;
    QTest::newRow("a window") << u"window"_s << 3 << 0 << -1 << -1;
}

void TestShopWindows::screenOf_choices()
{
    QFETCH(QString, choice);
    QFETCH(int, count);
    QFETCH(int, counter);
    const ScreenFinding screens {.count = count, .counter = counter};
    QTEST(screenOf(choice, screens, AutoScreen::First), "first");
    QTEST(screenOf(choice, screens, AutoScreen::Last), "last");
}

void TestShopWindows::secondScreen_isFilled_andItsLossHides()
{
    const QList<QScreen *> both = QGuiApplication::screens();
    QCOMPARE(both.size(), 2); // As main() arranged.
    KitchenBench bench(m_cluster, {{u"kitchen.screen"_s, u"auto"_s}});
    QList<QScreen *> plugged = both;
    bench.kitchen().setScreens([&plugged] { return plugged; });
    QSignalSpy said(bench.windows.get(), &ShopWindows::said);
    bench.windows->toggleKitchen();
    QTRY_VERIFY(bench.kitchen().isFullScreen());
    QCOMPARE(bench.kitchen().screen(), both.at(1));
    QCOMPARE(bench.kitchen().geometry(), both.at(1)->geometry());
    QVERIFY(!bench.kitchen().takesKeyboard()); // The clerk's stays with the counter.
    plugged = {both.at(0)};
    bench.kitchen().follow();
    QVERIFY(bench.kitchen().isHidden());
    QVERIFY(bench.kitchen().isWaitingForScreen());
    QCOMPARE(said.size(), 1);
    plugged = both;
    bench.kitchen().follow();
    QTRY_VERIFY(bench.kitchen().isVisible());
    QCOMPARE(bench.kitchen().geometry(), both.at(1)->geometry());
    bench.windows->toggleKitchen();
    QVERIFY(!bench.kitchen().isOpen());
    bench.kitchen().follow();
    QVERIFY(bench.kitchen().isHidden());
}

void TestShopWindows::closing_isNotTheEndOfTheCounter()
{
    KitchenBench bench(m_cluster);
    QVERIFY(bench.open());
    QVERIFY(!bench.kitchen().testAttribute(Qt::WA_QuitOnClose));
    QVERIFY(bench.kitchen().testAttribute(Qt::WA_ShowWithoutActivating));
    QVERIFY(bench.kitchen().takesKeyboard()); // In a window, for the keys 1 to 9.
    bench.kitchen().close();
    QVERIFY(!bench.kitchen().isOpen());
    bench.windows->toggleKitchen();
    QVERIFY(bench.kitchen().isVisible());
}

void TestShopWindows::ticketWords_ofAnOrder()
{
    const Product known {
        .id = 1, .name = u"Roll"_s, .allergens = QStringList {u"wheat"_s, u"milk"_s}};
    const Product safe {.id = 2, .name = u"Water"_s, .allergens = QStringList()};
    const Product cheese {.id = 3, .name = u"Cheese"_s, .unit = SaleUnit::Weight};
    TicketWriter writer {.zone = QTimeZone("Europe/Berlin"), .today = QDate(2026, 3, 2)};
    writer.productOf = [&](qint64 id) {
        return id == 1 ? &known : id == 2 ? &safe : id == 3 ? &cheese : nullptr;
    };
    Order order {.pickupCode = u"K7M2P"_s,
                 .customerName = u"<img onerror=x>"_s,
                 .note = u"No\nnuts"_s,
                 .placedAt = QDateTime(QDate(2026, 3, 2), QTime(8, 42), Qt::UTC)};
    for (const qint64 id : {1, 2, 3, 4})
        order.lines.push_back({.product = id,
                               .productName = u"Thing %1"_s.arg(id),
                               .quantity = Quantity::fromThousandths(id == 3 ? 250 : 2000)});
    const TicketContent ticket = writer.content(order, 0);
    QCOMPARE(ticket.pickup, u"As soon as possible"_s);
    QCOMPARE(ticket.name, u"<img onerror=x>"_s);
    QCOMPARE(ticket.note, u"No nuts"_s);
    QCOMPARE(ticket.foot, u"Ordered 09:42 on the web page"_s);
    QVERIFY(ticket.again.isEmpty());
    QCOMPARE(ticket.lines.at(0).quantity, u"2 ×"_s);
    QCOMPARE(ticket.lines.at(0).allergens, u"Contains wheat, milk"_s);
    QCOMPARE(ticket.lines.at(1).allergens, QString());
    QCOMPARE(ticket.lines.at(2).quantity, u"0.250\u00A0kg"_s);
    QCOMPARE(ticket.lines.at(3).allergens, u"Allergens not recorded"_s);
    order.pickupStart = QDateTime(QDate(2026, 3, 3), QTime(9, 15), Qt::UTC);
    QCOMPARE(writer.content(order, 1).pickup, u"Pick-up Tue 3 Mar 10:15"_s);
    QVERIFY(!writer.content(order, 1).again.isEmpty());
}

void TestShopWindows::boardCard_offersTheTicketOnceAccepted()
{
    const auto offers = [](OrderState state, MoreStep more, bool tickets) {
        const OrderCard card =
            makeCard({.publicId = 1, .state = state}, {.more = more, .tickets = tickets});
        return std::ranges::count(card.keys, CardAct::Ticket, &CardKey::act);
    };
    QCOMPARE(offers(OrderState::Confirmed, MoreStep::Open, true), 1);
    QCOMPARE(offers(OrderState::Ready, MoreStep::Open, true), 1);
    QCOMPARE(offers(OrderState::Requested, MoreStep::Open, true), 0);
    QCOMPARE(offers(OrderState::Confirmed, MoreStep::Closed, true), 0);
    QCOMPARE(offers(OrderState::Confirmed, MoreStep::Open, false), 0);
}

/// Two screens, as the offscreen platform offers them.
int main(int argc, char **argv)
{
    QTemporaryFile screens;
    if (!screens.open())
        return 1;
    screens.write(R"({"screens": [
        {"name": "counter", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1},
        {"name": "kitchen", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96,
         "logicalBaseDpi": 96, "dpr": 1}]})");
    screens.close();
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + screens.fileName().toLocal8Bit());
    QApplication application(argc, argv);
    TestShopWindows test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_shop_windows.moc"
