#include "order.h"
#include "product.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const std::vector<OrderState> allStates {
    OrderState::Requested, OrderState::Confirmed, OrderState::InProduction, OrderState::Ready,
    OrderState::Collected, OrderState::Cancelled, OrderState::NoShow,
};
}

/// States of an order, their words and the steps between them.
class OrderTest final : public QObject
{
    Q_OBJECT
private slots:
    void stepAllowed_fromAState_isTheTable_data();
    void stepAllowed_fromAState_isTheTable();
    void stepNumber_ofEveryAllowedStep_rises();
    void followsAtOnce_onlyWithoutAStateBetween_data();
    void followsAtOnce_onlyWithoutAStateBetween();
    void cancelAllowed_inAState_onlyBeforeProduction();
    void statusOf_aState_isTheDocumentedWord_data();
    void statusOf_aState_isTheDocumentedWord();
    void orderState_wordAndBack_isTheSame();
    void orderSource_wordAndBack_isTheSame();
    void saleUnit_wordAndBack_isTheSame();
    void mergedLines_sameProductTwice_standsAtItsFirstPlace();
};

void OrderTest::stepAllowed_fromAState_isTheTable_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QStringList>("allowed");
    QTest::newRow("requested") << u"requested"_s
                               << QStringList {u"confirmed"_s, u"cancelled"_s, u"collected"_s};
    QTest::newRow("confirmed") << u"confirmed"_s
                               << QStringList {u"in_production"_s, u"cancelled"_s, u"collected"_s};
    QTest::newRow("in production")
        << u"in_production"_s << QStringList {u"ready"_s, u"collected"_s};
    QTest::newRow("ready") << u"ready"_s << QStringList {u"collected"_s, u"no_show"_s};
    QTest::newRow("collected is the end") << u"collected"_s << QStringList();
    QTest::newRow("cancelled is the end") << u"cancelled"_s << QStringList();
    QTest::newRow("a late customer still gets the goods")
        << u"no_show"_s << QStringList {u"collected"_s};
}

void OrderTest::stepAllowed_fromAState_isTheTable()
{
    QFETCH(QString, from);
    QFETCH(QStringList, allowed);
    for (const OrderState to : allStates)
        QCOMPARE(stepAllowed(*orderStateFromWord(from), to), allowed.contains(orderStateWord(to)));
}

void OrderTest::stepNumber_ofEveryAllowedStep_rises()
{
    QSet<int> numbers;
    for (const OrderState from : allStates) {
        QVERIFY(stepNumber(from) >= 1);
        numbers.insert(stepNumber(from));
        for (const OrderState to : allStates)
            QVERIFY(!stepAllowed(from, to) || stepNumber(from) < stepNumber(to));
    }
    QCOMPARE(numbers.size(), qsizetype(allStates.size()));
}

void OrderTest::followsAtOnce_onlyWithoutAStateBetween_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("follows");
    QTest::newRow("the only way") << u"confirmed"_s << u"in_production"_s << true;
    QTest::newRow("cancelled before it was confirmed, or after")
        << u"requested"_s << u"cancelled"_s << false;
    QTest::newRow("cancelled after it was confirmed") << u"confirmed"_s << u"cancelled"_s << true;
    QTest::newRow("collected from the oven, or from the shelf")
        << u"in_production"_s << u"collected"_s << false;
    QTest::newRow("collected late") << u"no_show"_s << u"collected"_s << true;
    QTest::newRow("two steps") << u"confirmed"_s << u"ready"_s << false;
    QTest::newRow("back") << u"ready"_s << u"in_production"_s << false;
    QTest::newRow("nowhere") << u"ready"_s << u"ready"_s << false;
}

void OrderTest::followsAtOnce_onlyWithoutAStateBetween()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, follows);
    QCOMPARE(followsAtOnce(*orderStateFromWord(from), *orderStateFromWord(to)), follows);
}

void OrderTest::cancelAllowed_inAState_onlyBeforeProduction()
{
    for (const OrderState state : allStates)
        QCOMPARE(cancelAllowed(state),
                 state == OrderState::Requested || state == OrderState::Confirmed);
}

void OrderTest::statusOf_aState_isTheDocumentedWord_data()
{
    QTest::addColumn<OrderState>("state");
    QTest::addColumn<QString>("status");
    QTest::newRow("requested") << OrderState::Requested << u"pending"_s;
    QTest::newRow("confirmed") << OrderState::Confirmed << u"pending"_s;
    QTest::newRow("in production") << OrderState::InProduction << u"processing"_s;
    QTest::newRow("ready") << OrderState::Ready << u"completed"_s;
    QTest::newRow("collected") << OrderState::Collected << u"completed"_s;
    QTest::newRow("cancelled") << OrderState::Cancelled << u"cancelled"_s;
    QTest::newRow("no show") << OrderState::NoShow << u"cancelled"_s;
}

void OrderTest::statusOf_aState_isTheDocumentedWord()
{
    QFETCH(OrderState, state);
    QFETCH(QString, status);
    QCOMPARE(orderStatusWord(statusOf(state)), status);
}

void OrderTest::orderState_wordAndBack_isTheSame()
{
    QSet<QString> words;
    for (const OrderState state : allStates) {
        words.insert(orderStateWord(state));
        QCOMPARE(orderStateFromWord(orderStateWord(state)), state);
    }
    QCOMPARE(words.size(), qsizetype(allStates.size()));
    QVERIFY(!orderStateFromWord(u"pending"_s));
}

void OrderTest::orderSource_wordAndBack_isTheSame()
{
    for (const OrderSource source : {OrderSource::Counter, OrderSource::Web, OrderSource::Partner})
        QCOMPARE(orderSourceFromWord(orderSourceWord(source)), source);
    QVERIFY(!orderSourceFromWord(u"phone"_s));
}

void OrderTest::saleUnit_wordAndBack_isTheSame()
{
    for (const SaleUnit unit : {SaleUnit::Piece, SaleUnit::Weight, SaleUnit::OpenPrice})
        QCOMPARE(saleUnitFromWord(saleUnitWord(unit)), unit);
    QVERIFY(!saleUnitFromWord(u"box"_s));
}

void OrderTest::mergedLines_sameProductTwice_standsAtItsFirstPlace()
{
    const auto line = [](qint64 product, qint64 pieces) {
        return NewOrder::Line {.product = product, .quantity = Quantity::fromPieces(pieces)};
    };
    const std::vector<NewOrder::Line> merged = mergedLines({line(9, 1), line(2, 2), line(9, 3)});
    QCOMPARE(merged, (std::vector<NewOrder::Line> {line(9, 4), line(2, 2)}));
}

QTEST_APPLESS_MAIN(OrderTest)
#include "tst_order.moc"
