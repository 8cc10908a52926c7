#include "board_words.h"
#include "order_card.h"
#include "order_columns.h"
#include "order_times.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime nineFortyTwo(QDate(2026, 3, 2), QTime(8, 42), Qt::UTC); // In Berlin.

Order orderIn(OrderState state)
{
    return {.publicId = 7,
            .pickupCode = u"K7M2P"_s,
            .state = state,
            .customerName = u"Maya"_s,
            .customerPhone = u"030 1234"_s,
            .placedAt = nineFortyTwo.addSecs(-150),
            .lines = {{.product = 1,
                       .productName = u"Baguette"_s,
                       .quantity = Quantity::fromThousandths(1'500)}},
            .total = Money::fromMinor(1'010)};
}

OrderCard cardOf(const Order &order, MoreStep more = MoreStep::Closed)
{
    return makeCard(order,
                    {.figures = Figures(QLocale(QLocale::English), {u"GBP"_s, 2}),
                     .zone = QTimeZone("Europe/Berlin"),
                     .now = nineFortyTwo,
                     .accented = true,
                     .more = more});
}

QStringList wordsOf(const OrderCard &card)
{
    QStringList words;
    for (const CardKey &key : card.keys)
        words << key.words;
    return words;
}

}

/// What stands on a card, and when something about it is unusual.
class TestOrderCard final : public QObject
{
    Q_OBJECT

private slots:
    void card_newFromTheWeb_saysSo();
    void card_anotherDay_saysWhich();
    void card_manyLines_hidesSomeUntilOpened();
    void keys_followTheState_data();
    void keys_followTheState();
    void late_fromTheFirstWholeMinute_untilReady();
    void waiting_afterTenMinutes_whenUnanswered();
    void later_untilShortlyBeforeWorkBegins();
    void later_standsUnderTheShopsDay();
    void search_phone_atHomeAndAbroad();
    void refusal_namesTheOrder_data();
    void refusal_namesTheOrder();
};

void TestOrderCard::card_newFromTheWeb_saysSo()
{
    const OrderCard card = cardOf(orderIn(OrderState::Requested));
    QCOMPARE(card.code, u"K7M2P"_s);
    QCOMPARE(card.time, u"09:39"_s); // When it was placed: no time was promised.
    QCOMPARE(card.items.front().quantity, u"1½"_s);
    QCOMPARE(card.quiet, u"From the web, 2 min ago"_s);
    QVERIFY(!card.flag);
    QCOMPARE(card.keys.front().look, CardKey::Look::Accent);
    QCOMPARE(card.spoken(), u"K7M2P, Maya, 09:39, 1½ Baguette, From the web, 2 min ago"_s);
}

void TestOrderCard::card_anotherDay_saysWhich()
{
    Order order = orderIn(OrderState::Confirmed);
    order.dueAt = nineFortyTwo.addDays(1);
    QCOMPARE(cardOf(order).time, u"Tue 09:42"_s);
    order.dueAt = nineFortyTwo.addDays(20);
    QCOMPARE(cardOf(order).time, u"22 Mar 09:42"_s);
}

void TestOrderCard::card_manyLines_hidesSomeUntilOpened()
{
    Order order = orderIn(OrderState::Confirmed);
    order.lines.resize(9, order.lines.front());
    QCOMPARE(cardOf(order).items.size(), size_t(6));
    QCOMPARE(cardOf(order).rest, u"and 3 more"_s);
    QCOMPARE(cardOf(order).phone, QString());
    const OrderCard opened = cardOf(order, MoreStep::Open);
    QCOMPARE(opened.items.size(), size_t(9));
    QCOMPARE(opened.rest, QString());
    QCOMPARE(opened.phone, u"Phone 030 1234"_s);
}

void TestOrderCard::keys_followTheState_data()
{
    QTest::addColumn<OrderState>("state");
    QTest::addColumn<OrderSource>("source");
    QTest::addColumn<QStringList>("words");
    const QString take = u"Hand over, take 10.10"_s, cancel = u"Cancel the order"_s,
                  less = u"Less"_s;
    QTest::newRow("new") << OrderState::Requested << OrderSource::Web
                         << QStringList {u"Accept"_s, less, take, cancel};
    QTest::newRow("accepted") << OrderState::Confirmed << OrderSource::Partner
                              << QStringList {u"Start"_s, less, take, cancel};
    QTest::newRow("in the oven") << OrderState::InProduction << OrderSource::Web
                                 << QStringList {u"Ready"_s, less, take};
    QTest::newRow("ready") << OrderState::Ready << OrderSource::Web
                           << QStringList {take, less, u"Not collected"_s};
    QTest::newRow("paid, only a refund gives it back")
        << OrderState::Confirmed << OrderSource::Counter << QStringList {u"Start"_s, less};
    QTest::newRow("paid and ready") << OrderState::Ready << OrderSource::Counter
                                    << QStringList {u"Hand over"_s, less, u"Not collected"_s};
}

void TestOrderCard::keys_followTheState()
{
    QFETCH(OrderState, state);
    QFETCH(OrderSource, source);
    Order order = orderIn(state);
    order.source = source;
    QTEST(wordsOf(cardOf(order, MoreStep::Open)), "words");
    QCOMPARE(cardOf(order).keys.size(), size_t(2));
}

void TestOrderCard::late_fromTheFirstWholeMinute_untilReady()
{
    Order order = orderIn(OrderState::Confirmed);
    order.dueAt = nineFortyTwo.addSecs(-59);
    QVERIFY(!cardOf(order).late);
    order.dueAt = nineFortyTwo.addSecs(-60);
    QCOMPARE(cardOf(order).flag->text, u"1 min late"_s);
    order.dueAt = nineFortyTwo.addSecs(-3 * 3'600);
    QCOMPARE(cardOf(order).flag->text, u"3 h late"_s);
    order.state = OrderState::Ready; // Now the customer is.
    QVERIFY(!cardOf(order).late);
    QCOMPARE(columnOf(order, {.sort = BoardSort::ByTime, .now = nineFortyTwo}), 0);
}

void TestOrderCard::waiting_afterTenMinutes_whenUnanswered()
{
    Order order = orderIn(OrderState::Requested);
    order.dueAt = nineFortyTwo.addSecs(3'600);
    order.placedAt = nineFortyTwo.addSecs(-10 * 60 + 1);
    QVERIFY(!cardOf(order).flag);
    order.placedAt = nineFortyTwo.addSecs(-10 * 60);
    QCOMPARE(cardOf(order).flag->text, u"Waiting 10 min"_s);
    order.state = OrderState::Confirmed; // Answered, and there is time.
    QVERIFY(!cardOf(order).flag);
}

void TestOrderCard::later_untilShortlyBeforeWorkBegins()
{
    Order order = orderIn(OrderState::Confirmed);
    order.pickupStart = nineFortyTwo.addSecs(7'200);
    order.dueAt = nineFortyTwo.addSecs(3'600);
    const BoardTiming timing {.ahead = 15};
    const BoardQuery query {.now = nineFortyTwo.addSecs(45 * 60 - 1)};
    QVERIFY(isLater(order, query.now, timing));
    QVERIFY(!isLater(order, query.now.addSecs(1), timing));
    QCOMPARE(columnOf(order, query), -1);
    QCOMPARE(columnOf(order, {.search = u"K7"_s, .now = query.now}), 1); // Who asks finds it.
    QCOMPARE(columnOf(order, {.now = query.now.addSecs(1)}), 1);
    QCOMPARE(promisedAt(order), order.pickupStart);
    order.state = OrderState::Requested; // The customer waits for an answer now.
    QCOMPARE(columnOf(order, query), 0);
    order.state = OrderState::InProduction; // Somebody began early.
    QCOMPARE(columnOf(order, query), 2);
}

/// In the night in which Berlin loses an hour, and where it is another day than in UTC.
void TestOrderCard::later_standsUnderTheShopsDay()
{
    Order order = orderIn(OrderState::Confirmed);
    const BoardQuery query {.sort = BoardSort::Later,
                            .now = {QDate(2026, 3, 28), QTime(20, 0), Qt::UTC},
                            .zone = QTimeZone("Europe/Berlin")};
    order.pickupStart = {QDate(2026, 3, 28), QTime(22, 59), Qt::UTC};
    QCOMPARE(columnOf(order, query), 0);
    order.pickupStart = order.pickupStart.addSecs(60); // Midnight there.
    QCOMPARE(columnOf(order, query), 1);
    order.pickupStart = {QDate(2026, 3, 29), QTime(21, 59), Qt::UTC};
    QCOMPARE(columnOf(order, query), 1);
    order.pickupStart = order.pickupStart.addSecs(60); // An hour sooner than the day before.
    QCOMPARE(columnOf(order, query), 2);
}

void TestOrderCard::search_phone_atHomeAndAbroad()
{
    Order order = orderIn(OrderState::Confirmed);
    order.customerPhone = u"+49 171 23 45"_s;
    for (const QString &typed : {u"0171 23"_s, u"+49171"_s, u"171-2345"_s, u"0049 171"_s})
        QVERIFY2(matchesSearch(order, typed), qPrintable(typed));
    for (const QString &typed : {u"0172"_s, u"Tom 17"_s})
        QVERIFY2(!matchesSearch(order, typed), qPrintable(typed));
}

void TestOrderCard::refusal_namesTheOrder_data()
{
    QTest::addColumn<int>("code");
    for (int code = 0; code <= int(Error::Code::Internal); ++code)
        QTest::addRow("code %d", code) << code;
}

void TestOrderCard::refusal_namesTheOrder()
{
    QFETCH(int, code);
    const QString sentence = BoardWords::refusal(u"K7M2P"_s, {.code = Error::Code(code)});
    QVERIFY2(sentence.contains(u"K7M2P"_s) && sentence.endsWith(u'.'), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(TestOrderCard)
#include "tst_order_card.moc"
