#include "basket_history.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
Basket basket(const QUuid &uuid, int clerk)
{
    return {.uuid = uuid, .startedAt = {}, .clerk = clerk, .name = {}, .lines = {}};
}

QUuid numbered(int number)
{
    return QUuid(uint(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}
}

/// Steps back, and where they end.
class TestBasketHistory final : public QObject
{
    Q_OBJECT
private slots:
    void takeLast_ofSeveralBaskets_givesEachItsOwn();
    void keep_moreThanFifty_forgetsTheOldest();
    void keepGivenUp_moreThanEight_forgetsTheOldest();
    void keepGivenUp_takenBack_countsNoMore();
    void forget_basket_hasNoSteps();
};

void TestBasketHistory::takeLast_ofSeveralBaskets_givesEachItsOwn()
{
    BasketHistory history;
    history.keep(basket(numbered(1), 1));
    history.keep(basket(numbered(2), 7));
    history.keep(basket(numbered(1), 2));
    QCOMPARE(history.takeLast(numbered(1))->clerk, 2);
    QCOMPARE(history.takeLast(numbered(1))->clerk, 1);
    QVERIFY(!history.has(numbered(1)));
    QVERIFY(!history.takeLast(numbered(1)));
    QCOMPARE(history.takeLast(numbered(2))->clerk, 7);
}

void TestBasketHistory::keep_moreThanFifty_forgetsTheOldest()
{
    BasketHistory history;
    for (int clerk = 1; clerk <= 60; ++clerk)
        history.keep(basket(numbered(1), clerk));
    for (int clerk = 60; clerk > 10; --clerk)
        QCOMPARE(history.takeLast(numbered(1))->clerk, clerk);
    QVERIFY(!history.has(numbered(1)));
}

void TestBasketHistory::keepGivenUp_moreThanEight_forgetsTheOldest()
{
    BasketHistory history;
    for (int number = 1; number <= 9; ++number)
        history.keepGivenUp(basket(numbered(number), 1));
    QVERIFY(!history.has(numbered(1)));
    for (int number = 2; number <= 9; ++number)
        QVERIFY(history.has(numbered(number)));
}

void TestBasketHistory::keepGivenUp_takenBack_countsNoMore()
{
    BasketHistory history;
    history.keep(basket(numbered(1), 1));
    history.keepGivenUp(basket(numbered(1), 2));
    QCOMPARE(history.takeLast(numbered(1))->clerk, 2);
    for (int number = 2; number <= 9; ++number)
        history.keepGivenUp(basket(numbered(number), 1));
    QCOMPARE(history.takeLast(numbered(1))->clerk, 1);
}

void TestBasketHistory::forget_basket_hasNoSteps()
{
    BasketHistory history;
    history.keep(basket(numbered(1), 1));
    history.forget(numbered(1));
    QVERIFY(!history.has(numbered(1)));
}

QTEST_APPLESS_MAIN(TestBasketHistory)
#include "tst_basket_history.moc"
