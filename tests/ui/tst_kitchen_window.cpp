#include "key_button.h"
#include "kitchen_bench.h"

#include <QLabel>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(KitchenCard::Mood)

/// The kitchen's window over real orders: what it shows, what taps and keys move.
class TestKitchenWindow final : public QObject
{
    Q_OBJECT
private slots:
    void cards_acceptedOrders_oldestFirst();
    void bump_byTouch_startsThenReady();
    void bump_byKey_movesThatCard();
    void bump_quickSecondKey_movesNothing();
    void orderForLater_appearsWhenDue();
    void mood_followsTheTime_data();
    void mood_followsTheTime();
    void name_markup_staysText();
    void manyOrders_restIsCounted();
    void longOrder_showsAllOrSaysSo();
    void databaseAway_saysSo();
    void ticketKey_printsAndShowsIt();
    void ticketKey_missingPrinter_saysSo();
    void look_eachSize_cutsNothing_data();
    void look_eachSize_cutsNothing();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestKitchenWindow::cards_acceptedOrders_oldestFirst()
{
    KitchenBench bench(m_cluster);
    const qint64 waiting = bench.place(OrderState::Requested);
    const qint64 first = bench.place(OrderState::Confirmed);
    const qint64 second = bench.place(OrderState::InProduction);
    const qint64 ready = bench.place(OrderState::Ready);
    QVERIFY(bench.open());
    QTRY_COMPARE(bench.kitchen().cards().size(), 2U);
    QCOMPARE(bench.kitchen().cards().at(0)->card().publicId, first);
    QVERIFY(!bench.card(waiting) && !bench.card(ready));
    const KitchenCard card = bench.card(second)->card();
    QCOMPARE(card.code, bench.code(second));
    QCOMPARE(card.name, u"Maya"_s);
    QVERIFY(card.begun);
    QCOMPARE(card.items.front().quantity, u"2"_s);
    QVERIFY(bench.card(first)->accessibleName().contains(bench.code(first)));
    const qint64 third = bench.place(OrderState::Confirmed);
    QTRY_VERIFY(bench.card(third));
    QCOMPARE(bench.kitchen().cards().back()->card().publicId, third);
}

void TestKitchenWindow::bump_byTouch_startsThenReady()
{
    KitchenBench bench(m_cluster);
    const qint64 id = bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(id));
    auto *key = bench.card(id)->findChild<KeyButton *>(u"bumpKey"_s);
    QCOMPARE(key->text(), u"Start"_s);
    bench.tapMs += 1'000;
    QTest::mouseClick(key, Qt::LeftButton);
    QTRY_COMPARE(bench.state(id), u"in_production"_s);
    QCOMPARE(key->text(), u"Ready"_s);
    bench.tapMs += 1'000;
    QTest::mouseClick(key, Qt::LeftButton);
    QTRY_VERIFY(!bench.card(id));
    QTRY_COMPARE(bench.state(id), u"ready"_s);
}

void TestKitchenWindow::bump_byKey_movesThatCard()
{
    KitchenBench bench(m_cluster);
    const qint64 first = bench.place(OrderState::Confirmed);
    const qint64 second = bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(second));
    bench.tapMs += 1'000;
    QTest::keyClick(&bench.kitchen(), Qt::Key_2);
    QTRY_COMPARE(bench.state(second), u"in_production"_s);
    bench.tapMs += 1'000;
    QTest::keyClick(&bench.kitchen(), Qt::Key_9);
    QTest::keyClick(&bench.kitchen(), Qt::Key_2, Qt::ControlModifier);
    QTest::keyClick(&bench.kitchen(), Qt::Key_1, Qt::KeypadModifier);
    QTRY_COMPARE(bench.state(first), u"in_production"_s);
    QCOMPARE(bench.state(second), u"in_production"_s);
    QTest::keyClick(&bench.kitchen(), Qt::Key_Escape);
    QVERIFY(!bench.kitchen().isOpen());
}

/// The card that comes into the place of one that went is not meant.
void TestKitchenWindow::bump_quickSecondKey_movesNothing()
{
    KitchenBench bench(m_cluster);
    const qint64 first = bench.place(OrderState::InProduction);
    const qint64 second = bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(second));
    bench.tapMs += 1'000;
    QTest::keyClick(&bench.kitchen(), Qt::Key_1);
    QTRY_VERIFY(!bench.card(first));
    QTest::keyClick(&bench.kitchen(), Qt::Key_1);
    QTRY_COMPARE(bench.state(first), u"ready"_s);
    QVERIFY(!bench.card(second)->card().begun);
    bench.tapMs += 1'000;
    QTest::keyClick(&bench.kitchen(), Qt::Key_1);
    QTRY_COMPARE(bench.state(second), u"in_production"_s);
}

void TestKitchenWindow::orderForLater_appearsWhenDue()
{
    KitchenBench bench(m_cluster);
    const qint64 later = bench.place(OrderState::Confirmed);
    bench.change(later,
                 u"due_at = now() + interval '2 h', pickup_start = now() + interval '3 h'"_s);
    QVERIFY(bench.open());
    auto *count = bench.kitchen().findChild<QLabel *>(u"kitchenCount"_s);
    QTRY_COMPARE(count->text(), u"1 for later"_s);
    QVERIFY(!bench.card(later));
    bench.store.clock.set(bench.store.clock.now().addSecs(2 * 3600 + 60));
    bench.place(OrderState::Requested); // Any change.
    bench.change(later, u"note = 'x'"_s);
    QTRY_VERIFY(bench.card(later));
    QVERIFY(bench.card(later)->card().pickup.startsWith(u"Pick-up "_s));
}

void TestKitchenWindow::mood_followsTheTime_data()
{
    QTest::addColumn<int>("placedMinutesAgo");
    QTest::addColumn<int>("pickupInMinutes"); // 0: as soon as possible.
    QTest::addColumn<KitchenCard::Mood>("mood");
    QTest::addColumn<QString>("elapsed");
    using Mood = KitchenCard::Mood;
    QTest::newRow("just now") << 0 << 0 << Mood::Calm << u"0 min"_s;
    QTest::newRow("9 minutes") << 9 << 0 << Mood::Calm << u"9 min"_s;
    QTest::newRow("10 minutes") << 10 << 0 << Mood::Waiting << u"10 min"_s;
    QTest::newRow("20 minutes") << 20 << 0 << Mood::Late << u"20 min"_s;
    QTest::newRow("an hour") << 65 << 0 << Mood::Late << u"1 h 05"_s;
    QTest::newRow("in time for its pick-up") << 65 << 10 << Mood::Calm << u"1 h 05"_s;
    QTest::newRow("after its pick-up") << 65 << -1 << Mood::Late << u"1 h 05"_s;
}

void TestKitchenWindow::mood_followsTheTime()
{
    QFETCH(int, placedMinutesAgo);
    QFETCH(int, pickupInMinutes);
    QFETCH(KitchenCard::Mood, mood);
    QFETCH(QString, elapsed);
    const QDateTime now(QDate(2026, 3, 2), QTime(8, 42), Qt::UTC);
    Order order {.publicId = 1,
                 .state = OrderState::Confirmed,
                 .placedAt = now.addSecs(-60 * placedMinutesAgo)};
    if (pickupInMinutes != 0)
        order.pickupStart = now.addSecs(60 * pickupInMinutes);
    const KitchenPlan plan = kitchenPlan({order}, {.now = now});
    QCOMPARE(plan.cards.front().mood, mood);
    QCOMPARE(plan.cards.front().elapsed, elapsed);
    QCOMPARE(plan.cards.front().unusual.isEmpty(), mood == KitchenCard::Mood::Calm);
}

void TestKitchenWindow::name_markup_staysText()
{
    KitchenBench bench(m_cluster);
    const QString name = u"<img src=x onerror=alert(1)>"_s;
    const qint64 id = bench.place(OrderState::Confirmed, name);
    bench.change(id, u"note = '<b>bold</b>'"_s);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(id) && bench.card(id)->card().note == u"<b>bold</b>"_s);
    QCOMPARE(bench.card(id)->card().name, name);
    QVERIFY(bench.card(id)->accessibleName().contains(name));
    for (const QLabel *label : bench.kitchen().findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    KitchenBench::keep(bench.kitchen(), u"kitchen-markup"_s);
}

void TestKitchenWindow::manyOrders_restIsCounted()
{
    KitchenBench bench(m_cluster);
    for (int i = 0; i < 14; ++i)
        bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    auto *count = bench.kitchen().findChild<QLabel *>(u"kitchenCount"_s);
    QTRY_VERIFY(count->text().startsWith(u"14 orders to make"_s));
    const auto seen = int(bench.kitchen().cards().size());
    QVERIFY(seen >= 8 && seen <= KitchenWindow::mostCards);
    QCOMPARE(count->text(), u"14 orders to make · %1 of them not shown"_s.arg(14 - seen));
}

void TestKitchenWindow::longOrder_showsAllOrSaysSo()
{
    Theme theme({.pixelsPerMm = 7.2});
    QWidget window;
    KitchenCardView view(theme, &window);
    KitchenCard card {.publicId = 1, .code = u"K7M2P"_s, .elapsed = u"3 min"_s};
    for (int i = 0; i < 10; ++i)
        card.items.push_back({u"2"_s, u"Sourdough rye with sunflower seeds %1"_s.arg(i)});
    view.show(card, 1);
    QVERIFY(view.heightFor(450, 950) <= 950);
    QVERIFY(view.showsAll());
    for (int i = 0; i < 60; ++i)
        card.items.push_back({u"2"_s, u"Sourdough rye with sunflower seeds"_s});
    view.show(card, 2);
    QVERIFY(view.heightFor(450, 950) <= 950);
    QVERIFY(!view.showsAll());
    QVERIFY(view.textFits());
}

void TestKitchenWindow::databaseAway_saysSo()
{
    KitchenBench bench(m_cluster);
    const qint64 id = bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(id));
    auto *notice = bench.kitchen().findChild<QLabel *>(u"kitchenNotice"_s);
    m_cluster.stop();
    bench.feed.hint();
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().startsWith(u"No database"_s), 20'000);
    QVERIFY(bench.card(id));
    m_cluster.start();
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().isEmpty(), 20'000);
}

void TestKitchenWindow::ticketKey_printsAndShowsIt()
{
    const QTemporaryDir folder;
    KitchenBench bench(m_cluster, {{u"tickets.folder"_s, folder.path()}});
    const qint64 id = bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(id));
    auto *key = bench.card(id)->findChild<KeyButton *>(u"ticketKey"_s);
    QVERIFY(key->isVisible());
    QTest::mouseClick(key, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(key->text(), u"Print again"_s, 20'000);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestKitchenWindow::ticketKey_missingPrinter_saysSo()
{
    KitchenBench bench(m_cluster, {{u"tickets.printer"_s, u"No-such-printer"_s}});
    QSignalSpy said(bench.windows.get(), &ShopWindows::said);
    const qint64 id = bench.place(OrderState::Confirmed);
    QVERIFY(bench.open());
    QTRY_VERIFY(bench.card(id));
    QTest::mouseClick(bench.card(id)->findChild<KeyButton *>(u"ticketKey"_s), Qt::LeftButton);
    auto *notice = bench.kitchen().findChild<QLabel *>(u"kitchenNotice"_s);
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(u"No-such-printer"_s), 20'000);
    QCOMPARE(said.size(), 1);
    QTRY_COMPARE(bench.card(id)->findChild<KeyButton *>(u"ticketKey"_s)->text(), u"Not printed"_s);
}

void TestKitchenWindow::look_eachSize_cutsNothing_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<int>("percent");
    QTest::addColumn<bool>("longWords");
    QTest::newRow("1920-light") << QSize(1920, 1080) << Mode::Light << 100 << false;
    QTest::newRow("1920-dark") << QSize(1920, 1080) << Mode::Dark << 100 << true;
    QTest::newRow("1366-contrast") << QSize(1366, 768) << Mode::Contrast << 100 << true;
    QTest::newRow("1024-light") << QSize(1024, 768) << Mode::Light << 100 << true;
    QTest::newRow("1920-200") << QSize(1920, 1080) << Mode::Light << 200 << true;
    QTest::newRow("768-upright") << QSize(768, 1366) << Mode::Light << 100 << true;
}

void TestKitchenWindow::look_eachSize_cutsNothing()
{
    QFETCH(QSize, size);
    QFETCH(Mode, mode);
    QFETCH(int, percent);
    QFETCH(bool, longWords);
    LongWords words;
    if (longWords)
        qApp->installTranslator(&words);
    const QTemporaryDir folder;
    KitchenBench bench(m_cluster, {{u"tickets.folder"_s, folder.path()}});
    bench.theme.set({.mode = mode, .textPercent = percent});
    const QStringList names {u"Maya"_s, u"Friederike von Hohenstein"_s, u"Tom"_s, u"Zoë"_s,
                             u"<b>Ravi</b>"_s};
    for (int i = 0; i < 5; ++i) {
        const qint64 id =
            bench.place(i % 2 ? OrderState::InProduction : OrderState::Confirmed, names.at(i));
        bench.change(id, u"placed_at = now() - interval '%1 min'"_s.arg(25 - 6 * i));
        if (i == 1)
            bench.change(id, u"note = 'No nuts, they are allergic to all of them'"_s);
        bench.place(OrderState::Ready, names.at(i));
    }
    bench.windows->toggleKitchen();
    bench.kitchen().resize(size);
    bench.windows->togglePickup();
    bench.windows->pickup().resize(size);
    QTRY_VERIFY(!bench.kitchen().cards().empty());
    QTRY_COMPARE(bench.windows->pickup().codes().ready.size(), 5);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    KitchenBench::keep(bench.kitchen(), u"kitchen-"_s + name);
    KitchenBench::keep(bench.windows->pickup(), u"pickup-"_s + name);
    QVERIFY(bench.kitchen().textFits());
    QVERIFY(bench.windows->pickup().textFits());
    qApp->removeTranslator(&words);
}

QTEST_MAIN(TestKitchenWindow)
#include "tst_kitchen_window.moc"
