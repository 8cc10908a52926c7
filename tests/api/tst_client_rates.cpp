#include "client_rates.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
const QHostAddress alice(u"192.0.2.1"_s);
const QHostAddress bob(u"192.0.2.2"_s);

/// The address with that number.
QHostAddress numbered(quint32 number)
{
    constexpr quint32 first = 0x0a000000;
    return QHostAddress(first + number);
}

}

/// Token buckets, and what is counted for each client; time is given in.
class TestClientRates : public QObject
{
    Q_OBJECT

private slots:
    void bucket_givesItsBurstThenItsRate();
    void bucket_waitItSays_isTrue_data();
    void bucket_waitItSays_isTrue();
    void bucket_withoutALimit_isNeverEmpty();
    void addresses_areForgottenWhenFull();
    void addresses_areBounded();
    void addresses_inUse_areKept();
    void take_countsReadsAndWritesApart();
    void take_countsEachAddressForItself();
    void miss_theEleventh_shutsForAMinute();
    void miss_afterTheMinute_countsAnew();
    void miss_slowly_neverShuts();
};

void TestClientRates::bucket_givesItsBurstThenItsRate()
{
    const RequestRate rate {.count = 20, .periodMs = 1'000, .burst = 60};
    TokenBucket bucket;
    const qint64 start = 1'000 * second;
    int taken = 0;
    while (bucket.take(rate, start) == 0)
        ++taken;
    QCOMPARE(taken, 60);
    taken = 0;
    for (qint64 now = start; now <= start + 10 * second; now += 1'000)
        taken += bucket.take(rate, now) == 0 ? 1 : 0;
    QCOMPARE(taken, 200);
}

void TestClientRates::bucket_waitItSays_isTrue_data()
{
    QTest::addColumn<RequestRate>("rate");
    QTest::newRow("reads") << RequestRate {20, 1'000, 60};
    QTest::newRow("orders") << RequestRate {30, 60'000, 10};
    QTest::newRow("odd") << RequestRate {7, 1'000, 3};
    QTest::newRow("one an hour") << RequestRate {1, 3'600'000, 1};
}

void TestClientRates::bucket_waitItSays_isTrue()
{
    QFETCH(RequestRate, rate);
    TokenBucket bucket;
    qint64 now = 5 * second;
    for (int i = 0; i < 100; ++i) {
        const qint64 wait = bucket.take(rate, now);
        if (wait == 0)
            continue;
        QVERIFY(bucket.take(rate, now + wait - 1) > 0);
        now += wait;
        QCOMPARE(bucket.take(rate, now), 0);
    }
}

void TestClientRates::bucket_withoutALimit_isNeverEmpty()
{
    TokenBucket bucket;
    for (int i = 0; i < 10'000; ++i)
        QCOMPARE(bucket.take({}, 0), 0);
}

void TestClientRates::addresses_areForgottenWhenFull()
{
    RecentAddresses<int> addresses(10 * second);
    addresses.at(alice, 100 * second) = 7;
    QCOMPARE(addresses.at(alice, 109 * second), 7);
    addresses.at(bob, 111 * second) = 8;
    QCOMPARE(addresses.size(), 2);
    addresses.at(bob, 122 * second);
    QCOMPARE(addresses.size(), 1);
    QCOMPARE(addresses.at(alice, 122 * second), 0);
    addresses.at(bob, 1'000 * second);
    QCOMPARE(addresses.size(), 1);
}

void TestClientRates::addresses_areBounded()
{
    constexpr qsizetype most = 100;
    RecentAddresses<int> addresses(10 * second, most);
    for (quint32 i = 0; i < 10'000; ++i) {
        addresses.at(numbered(i), second + i);
        QVERIFY(addresses.size() <= 2 * most);
    }
}

void TestClientRates::addresses_inUse_areKept()
{
    constexpr qsizetype most = 100;
    RecentAddresses<int> addresses(10 * second, most);
    addresses.at(alice, second) = 7;
    for (quint32 i = 0; i < 10'000; ++i) {
        addresses.at(numbered(i), second + i);
        QCOMPARE(addresses.at(alice, second + i), 7);
    }
}

void TestClientRates::take_countsReadsAndWritesApart()
{
    ClientRates rates({});
    for (int i = 0; i < 10; ++i)
        QCOMPARE(rates.take(Pace::Write, alice, second), 0);
    QCOMPARE(rates.take(Pace::Write, alice, second), 2 * second);
    QCOMPARE(rates.take(Pace::Read, alice, second), 0);
    QCOMPARE(rates.take(Pace::Write, alice, 3 * second), 0);
}

void TestClientRates::take_countsEachAddressForItself()
{
    ClientRates rates({});
    while (rates.take(Pace::Read, alice, second) == 0) { }
    QCOMPARE(rates.take(Pace::Read, bob, second), 0);
}

void TestClientRates::miss_theEleventh_shutsForAMinute()
{
    ClientRates rates({});
    const qint64 now = 100 * second;
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(rates.shutFor(alice, now), 0);
        QCOMPARE(rates.miss(alice, now), 0);
    }
    QCOMPARE(rates.shutFor(alice, now), 0);
    QCOMPARE(rates.miss(alice, now), 60 * second);
    QCOMPARE(rates.shutFor(alice, now + 20 * second), 40 * second);
    QCOMPARE(rates.miss(alice, now + 30 * second), 30 * second);
    QCOMPARE(rates.shutFor(bob, now), 0);
    QCOMPARE(rates.miss(bob, now), 0);
}

void TestClientRates::miss_afterTheMinute_countsAnew()
{
    ClientRates rates({});
    const qint64 now = 100 * second;
    while (rates.miss(alice, now) == 0) { }
    QCOMPARE(rates.shutFor(alice, now + 60 * second), 0);
    for (int i = 0; i < 10; ++i)
        QCOMPARE(rates.miss(alice, now + 60 * second), 0);
    QCOMPARE(rates.miss(alice, now + 60 * second), 60 * second);
}

void TestClientRates::miss_slowly_neverShuts()
{
    ClientRates rates({});
    for (qint64 i = 1; i < 1'000; ++i)
        QCOMPARE(rates.miss(alice, i * 6 * second), 0);
}

QTEST_GUILESS_MAIN(TestClientRates)
#include "tst_client_rates.moc"
