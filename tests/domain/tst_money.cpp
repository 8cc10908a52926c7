#include "money.h"
#include "quantity.h"
#include "wide_division.h"

#include <QTest>

#include <limits>
#include <numeric>

namespace {
constexpr qint64 highest = std::numeric_limits<qint64>::max();
constexpr qint64 lowest = std::numeric_limits<qint64>::min();

std::vector<qint64> minors(const std::vector<Money> &amounts)
{
    std::vector<qint64> numbers;
    for (const Money amount : amounts)
        numbers.push_back(amount.minor());
    return numbers;
}

qint64 sumOf(const std::vector<Money> &amounts)
{
    const std::vector<qint64> numbers = minors(amounts);
    return std::accumulate(numbers.begin(), numbers.end(), qint64(0));
}
}

/// Money, its roundings and its shares.
class MoneyTest final : public QObject
{
    Q_OBJECT
private slots:
    void scaled_ofAnAmount_roundsHalvesAwayFromZero_data();
    void scaled_ofAnAmount_roundsHalvesAwayFromZero();
    void scaled_withRoundingUpOrDown_isTheSameOnBothSidesOfZero();
    void scaled_ofLargeAmounts_doesNotOverflowInBetween();
    void scaled_beyondSixtyFourBits_isTheNearestLimit();
    void priceOf_weight_isRoundedOnce();
    void priceOf_pieces_isExact();
    void split_ofAnAmount_losesNothing_data();
    void split_ofAnAmount_losesNothing();
    void spread_receiptDiscount_isVectorA6();
    void spread_bundlePrice_isVectorA7();
    void spread_flatPrice_isVectorA8();
    void spread_ofANegativeAmount_mirrorsThePositive();
    void spread_ofManyAmounts_sumsToThem();
    void roundedTo_fiveCents_isVectorA9_data();
    void roundedTo_fiveCents_isVectorA9();
    void wholePieces_ofABrokenQuantity_roundTowardsMinusInfinity();
};

void MoneyTest::scaled_ofAnAmount_roundsHalvesAwayFromZero_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<qint64>("denominator");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("A10: a half moves away from zero") << qint64(5) << qint64(2) << qint64(3);
    QTest::newRow("A10: a negative half mirrors it") << qint64(-5) << qint64(2) << qint64(-3);
    QTest::newRow("less than half is cut") << qint64(7) << qint64(3) << qint64(2);
    QTest::newRow("more than half is filled") << qint64(8) << qint64(3) << qint64(3);
    QTest::newRow("nothing stays nothing") << qint64(0) << qint64(7) << qint64(0);
    QTest::newRow("a whole share is exact") << qint64(-9) << qint64(3) << qint64(-3);
}

void MoneyTest::scaled_ofAnAmount_roundsHalvesAwayFromZero()
{
    QFETCH(qint64, minor);
    QFETCH(qint64, denominator);
    QFETCH(qint64, expected);
    QCOMPARE(Money::fromMinor(minor).scaled(1, denominator).minor(), expected);
}

void MoneyTest::scaled_withRoundingUpOrDown_isTheSameOnBothSidesOfZero()
{
    QCOMPARE(Money::fromMinor(7).scaled(1, 5, Rounding::Up).minor(), 2);
    QCOMPARE(Money::fromMinor(-7).scaled(1, 5, Rounding::Up).minor(), -2);
    QCOMPARE(Money::fromMinor(9).scaled(1, 5, Rounding::Down).minor(), 1);
    QCOMPARE(Money::fromMinor(-9).scaled(1, 5, Rounding::Down).minor(), -1);
}

void MoneyTest::scaled_ofLargeAmounts_doesNotOverflowInBetween()
{
    QCOMPARE(scaledInteger(highest, 3, 3, Rounding::HalfAwayFromZero), highest);
    QCOMPARE(scaledInteger(lowest, 999'999, 999'999, Rounding::HalfAwayFromZero), lowest);
    QCOMPARE(scaledInteger(highest, 1, highest, Rounding::HalfAwayFromZero), 1);
    QCOMPARE(multiplyDivide(highest, 10, 7).remainder, qint64(highest % 7 * 10 % 7));
}

void MoneyTest::scaled_beyondSixtyFourBits_isTheNearestLimit()
{
    QCOMPARE(scaledInteger(highest, 3, 2, Rounding::HalfAwayFromZero), highest);
    QCOMPARE(scaledInteger(highest, -3, 2, Rounding::HalfAwayFromZero), lowest);
}

void MoneyTest::priceOf_weight_isRoundedOnce()
{
    const Money perKilogram = Money::fromMinor(1290);
    QCOMPARE(priceOf(perKilogram, Quantity::fromThousandths(337)).minor(), 435); // A4
    QCOMPARE(priceOf(perKilogram, Quantity::fromThousandths(-337)).minor(), -435);
}

void MoneyTest::priceOf_pieces_isExact()
{
    QCOMPARE(priceOf(Money::fromMinor(45), Quantity::fromPieces(3)).minor(), 135); // A5
}

void MoneyTest::split_ofAnAmount_losesNothing_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<int>("parts");
    QTest::addColumn<std::vector<qint64>>("expected");
    QTest::newRow("ten cents by three") << qint64(10) << 3 << std::vector<qint64> {4, 3, 3};
    QTest::newRow("a debt by three") << qint64(-10) << 3 << std::vector<qint64> {-4, -3, -3};
    QTest::newRow("less than a cent each") << qint64(2) << 4 << std::vector<qint64> {1, 1, 0, 0};
    QTest::newRow("by one") << qint64(7) << 1 << std::vector<qint64> {7};
}

void MoneyTest::split_ofAnAmount_losesNothing()
{
    QFETCH(qint64, minor);
    QFETCH(int, parts);
    QFETCH(std::vector<qint64>, expected);
    QCOMPARE(minors(Money::fromMinor(minor).split(parts)), expected);
}

void MoneyTest::spread_receiptDiscount_isVectorA6()
{
    const Money off = Money::fromMinor(212 + 135 + 140).scaled(10, 100);
    QCOMPARE(off.minor(), 49);
    QCOMPARE(minors(off.spread({212, 135, 140})), (std::vector<qint64> {21, 14, 14}));
}

void MoneyTest::spread_bundlePrice_isVectorA7()
{
    const std::vector<Money> shares = Money::fromMinor(550).spread({320, 110, 190});
    QCOMPARE(minors(shares), (std::vector<qint64> {284, 98, 168}));
}

void MoneyTest::spread_flatPrice_isVectorA8()
{
    QCOMPARE(minors(Money::fromMinor(990).spread({70, 30})), (std::vector<qint64> {693, 297}));
}

void MoneyTest::spread_ofANegativeAmount_mirrorsThePositive()
{
    const std::vector<qint64> weights {212, 135, 140, 0};
    const std::vector<Money> taken = Money::fromMinor(49).spread(weights);
    const std::vector<Money> given = Money::fromMinor(-49).spread(weights);
    for (size_t i = 0; i < weights.size(); ++i)
        QCOMPARE(given[i], -taken[i]);
}

void MoneyTest::spread_ofManyAmounts_sumsToThem()
{
    for (qint64 minor = -400; minor <= 400; minor += 7) {
        for (qint64 weight = 1; weight < 40; weight += 3) {
            const std::vector<Money> shares = Money::fromMinor(minor).spread({weight, 17, 5, 9});
            QCOMPARE(sumOf(shares), minor);
        }
    }
}

void MoneyTest::roundedTo_fiveCents_isVectorA9_data()
{
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("ending in six goes down") << qint64(3076) << qint64(3075);
    QTest::newRow("ending in eight goes up") << qint64(3078) << qint64(3080);
    QTest::newRow("a refund mirrors its sale") << qint64(-752) << qint64(-750);
    QTest::newRow("two cents vanish") << qint64(2) << qint64(0);
}

void MoneyTest::roundedTo_fiveCents_isVectorA9()
{
    QFETCH(qint64, minor);
    QFETCH(qint64, expected);
    QCOMPARE(Money::fromMinor(minor).roundedTo(Money::fromMinor(5)).minor(), expected);
}

void MoneyTest::wholePieces_ofABrokenQuantity_roundTowardsMinusInfinity()
{
    QCOMPARE(Quantity::fromThousandths(1999).wholePieces(), 1);
    QCOMPARE(Quantity::fromThousandths(-1).wholePieces(), -1);
    QCOMPARE(Quantity::fromThousandths(-2000).wholePieces(), -2);
}

QTEST_APPLESS_MAIN(MoneyTest)
#include "tst_money.moc"
