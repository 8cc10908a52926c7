#include "event_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// How a change of an order goes over the wire, and what a client says it has seen.
class TestEventText : public QObject
{
    Q_OBJECT
private slots:
    void eventText_aMove_isOneBlock();
    void eventText_withoutAPickupCode_leavesItOut();
    void stepOfEventId_whatWasSent_isThatStep_data();
    void stepOfEventId_whatWasSent_isThatStep();
    void stepOfEventId_ofEveryEvent_isItsState();
};

static OrderMove ready()
{
    return {.publicId = 4503599627370495,
            .state = OrderState::Ready,
            .at = QDateTime(QDate(2026, 3, 2), QTime(8, 0, 1, 123), Qt::UTC),
            .micros = 123'456};
}

void TestEventText::eventText_aMove_isOneBlock()
{
    QCOMPARE(eventText(ready(), u"A2B3C"_s),
             QByteArray("id: 4\nevent: status\n"
                        R"(data: {"order_id":4503599627370495,"status":"completed","state":)"
                        R"("ready","pickup_code":"A2B3C","changed_at_utc":)"
                        R"("2026-03-02T08:00:01.123456Z"})"
                        "\n\n"));
}

void TestEventText::eventText_withoutAPickupCode_leavesItOut()
{
    QVERIFY(!eventText(ready(), {}).contains("pickup_code"));
}

void TestEventText::stepOfEventId_whatWasSent_isThatStep_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<int>("step");
    QTest::newRow("first") << QByteArray("1") << 1;
    QTest::newRow("last") << QByteArray("7") << 7;
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("nought") << QByteArray("0") << 0;
    QTest::newRow("negative") << QByteArray("-1") << 0;
    QTest::newRow("long") << QByteArray("99999999999999999999") << 0;
    QTest::newRow("a word") << QByteArray("ready") << 0;
    QTest::newRow("with a blank") << QByteArray("4 ") << 0;
}

void TestEventText::stepOfEventId_whatWasSent_isThatStep()
{
    QFETCH(QByteArray, id);
    QFETCH(int, step);
    QCOMPARE(stepOfEventId(id), step);
}

void TestEventText::stepOfEventId_ofEveryEvent_isItsState()
{
    for (const OrderState state :
         {OrderState::Requested, OrderState::Confirmed, OrderState::InProduction, OrderState::Ready,
          OrderState::Collected, OrderState::Cancelled, OrderState::NoShow}) {
        OrderMove move = ready();
        move.state = state;
        const QByteArray text = eventText(move, {});
        QCOMPARE(stepOfEventId(text.first(text.indexOf('\n')).sliced(4)), stepNumber(state));
    }
}

QTEST_GUILESS_MAIN(TestEventText)
#include "tst_event_text.moc"
