#include "order_notice.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What notifications about orders say, and that nonsense says nothing.
class TestOrderNotice : public QObject
{
    Q_OBJECT
private slots:
    void readOrderNotice_payload_isWhoAndWhat_data();
    void readOrderNotice_payload_isWhoAndWhat();
};

void TestOrderNotice::readOrderNotice_payload_isWhoAndWhat_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<OrderNotice>("notice");
    QTest::newRow("new orders only") << u"me"_s << OrderNotice {.origin = u"me"_s};
    QTest::newRow("one that moved") << u"me 7"_s << OrderNotice {.origin = u"me"_s, .moved = {7}};
    QTest::newRow("some that moved")
        << u"me 7,4503599627370495"_s
        << OrderNotice {.origin = u"me"_s, .moved = {7, 4503599627370495}};
    QTest::newRow("too many to name") << u"me *"_s << OrderNotice {.origin = u"me"_s, .any = true};
    QTest::newRow("a receipt's") << u"- 7"_s << OrderNotice {.origin = u"-"_s, .moved = {7}};
    QTest::newRow("empty") << QString() << OrderNotice {};
    QTest::newRow("nonsense among ids") << u"me x,,7,99999999999999999999,1.5,8 9"_s
                                        << OrderNotice {.origin = u"me"_s, .moved = {7}};
    QTest::newRow("nothing after the space") << u"me "_s << OrderNotice {.origin = u"me"_s};
}

void TestOrderNotice::readOrderNotice_payload_isWhoAndWhat()
{
    QFETCH(QString, payload);
    QFETCH(OrderNotice, notice);
    QCOMPARE(readOrderNotice(payload), notice);
}

QTEST_GUILESS_MAIN(TestOrderNotice)
#include "tst_order_notice.moc"
