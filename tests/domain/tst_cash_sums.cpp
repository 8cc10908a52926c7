#include "cash_sums.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Numbers = std::vector<qint64>;

/// What customers hand over, and what they get back.
class CashSumsTest final : public QObject
{
    Q_OBJECT
private slots:
    void cashSums_ofADue_areTheNextRoundOnes_data();
    void cashSums_ofADue_areTheNextRoundOnes();
    void cashSums_ofAnyDue_riseFromIt();
    void changeInCoins_ofAnAmount_takesTheLargestFirst_data();
    void changeInCoins_ofAnAmount_takesTheLargestFirst();
    void changeInCoins_ofAnyAmount_addsUp();
};

void CashSumsTest::cashSums_ofADue_areTheNextRoundOnes_data()
{
    QTest::addColumn<qint64>("due");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<int>("count");
    QTest::addColumn<Numbers>("sums");
    QTest::newRow("8.40") << qint64(840) << 2 << 6 << Numbers {840, 850, 900, 1000, 2000, 5000};
    QTest::newRow("8.40, three keys") << qint64(840) << 2 << 3 << Numbers {840, 850, 900};
    QTest::newRow("20.40 has seven")
        << qint64(2040) << 2 << 6 << Numbers {2040, 2050, 2100, 2500, 3000, 4000};
    QTest::newRow("a round 20") << qint64(2000) << 2 << 6 << Numbers {2000, 5000, 10'000};
    QTest::newRow("a round 50") << qint64(5000) << 2 << 6 << Numbers {5000, 6000, 10'000};
    QTest::newRow("100") << qint64(10'000) << 2 << 6 << Numbers {10'000, 20'000};
    QTest::newRow("73.20") << qint64(7320) << 2 << 6
                           << Numbers {7320, 7350, 7400, 7500, 8000, 10'000};
    QTest::newRow("yen") << qint64(840) << 0 << 6 << Numbers {840, 850, 900, 1000, 2000, 5000};
    QTest::newRow("dinars") << qint64(8400) << 3 << 6
                            << Numbers {8400, 8500, 9000, 10'000, 20'000, 50'000};
}

void CashSumsTest::cashSums_ofADue_areTheNextRoundOnes()
{
    QFETCH(qint64, due);
    QFETCH(int, decimals);
    QFETCH(int, count);
    QFETCH(Numbers, sums);
    Numbers found;
    for (const Money sum : cashSums(Money::fromMinor(due), decimals, count))
        found.push_back(sum.minor());
    QCOMPARE(found, sums);
}

void CashSumsTest::cashSums_ofAnyDue_riseFromIt()
{
    for (qint64 due = 1; due < 12'000; due += 7) {
        const std::vector<Money> sums =
            cashSums(Money::fromMinor(due), Currency {.code = u"EUR"_s, .decimals = 2});
        QCOMPARE(sums.front().minor(), due);
        QVERIFY(sums.size() <= 6);
        for (size_t i = 1; i < sums.size(); ++i)
            QVERIFY(sums[i] > sums[i - 1]);
    }
}

void CashSumsTest::changeInCoins_ofAnAmount_takesTheLargestFirst_data()
{
    using Coins = std::vector<std::pair<int, qint64>>;
    QTest::addColumn<qint64>("change");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<Coins>("coins");
    QTest::newRow("12.00 pounds") << qint64(1200) << u"GBP"_s << Coins {{1, 1000}, {1, 200}};
    QTest::newRow("1.60 euros") << qint64(160) << u"EUR"_s << Coins {{1, 100}, {1, 50}, {1, 10}};
    QTest::newRow("0.90 dollars") << qint64(90) << u"USD"_s << Coins {{3, 25}, {1, 10}, {1, 5}};
    QTest::newRow("4.15 francs") << qint64(415) << u"CHF"_s << Coins {{2, 200}, {1, 10}, {1, 5}};
    QTest::newRow("francs that no coins make") << qint64(412) << u"CHF"_s << Coins {};
    QTest::newRow("160 yen") << qint64(160) << u"JPY"_s << Coins {{1, 100}, {1, 50}, {1, 10}};
    QTest::newRow("a currency nobody knows") << qint64(160) << u"XXX"_s << Coins {};
    QTest::newRow("no change") << qint64(0) << u"EUR"_s << Coins {};
    QTest::newRow("less than none") << qint64(-160) << u"EUR"_s << Coins {};
}

void CashSumsTest::changeInCoins_ofAnAmount_takesTheLargestFirst()
{
    using Coins = std::vector<std::pair<int, qint64>>;
    QFETCH(qint64, change);
    QFETCH(QString, currency);
    QFETCH(Coins, coins);
    Coins found;
    for (const auto &[count, coin] : changeInCoins(Money::fromMinor(change), currency))
        found.emplace_back(count, coin.minor());
    QCOMPARE(found, coins);
}

void CashSumsTest::changeInCoins_ofAnyAmount_addsUp()
{
    for (qint64 change = 1; change < 30'000; change += 13) {
        qint64 sum = 0;
        for (const auto &[count, coin] : changeInCoins(Money::fromMinor(change), u"EUR"_s))
            sum += count * coin.minor();
        QCOMPARE(sum, change);
    }
}

QTEST_APPLESS_MAIN(CashSumsTest)
#include "tst_cash_sums.moc"
