#include "stream_places.h"

#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;

using Taken = std::variant<std::unique_ptr<StreamPlaces::Place>, StreamPlaces::Full>;

/// How many may follow at once.
class TestStreamPlaces : public QObject
{
    Q_OBJECT
private slots:
    void take_fromOneAddress_isLimited();
    void take_inAll_isLimited();
    void place_gone_isFreeAgain();
};

static QHostAddress address(const QString &text)
{
    return QHostAddress(text);
}

static bool isPlace(const Taken &taken)
{
    return std::holds_alternative<std::unique_ptr<StreamPlaces::Place>>(taken);
}

void TestStreamPlaces::take_fromOneAddress_isLimited()
{
    StreamPlaces places({.inAll = 100, .perAddress = 2});
    const Taken one = places.take(address(u"127.0.1.1"_s));
    const Taken two = places.take(address(u"::ffff:127.0.1.1"_s));
    const Taken three = places.take(address(u"127.0.1.1"_s));
    QVERIFY(isPlace(one));
    QVERIFY(isPlace(two));
    QCOMPARE(std::get<StreamPlaces::Full>(three), StreamPlaces::Full::FromThatAddress);
    QVERIFY(isPlace(places.take(address(u"127.0.1.2"_s))));
    const Taken house = places.take(address(u"2001:db8::1"_s));
    const Taken sameHouse = places.take(address(u"2001:db8::2"_s));
    QVERIFY(!isPlace(places.take(address(u"2001:db8::3"_s))));
    QVERIFY(isPlace(places.take(address(u"2001:db8:0:1::3"_s))));
    QCOMPARE(places.taken(), 4);
}

void TestStreamPlaces::take_inAll_isLimited()
{
    StreamPlaces places({.inAll = 3, .perAddress = 2});
    std::vector<Taken> taken;
    for (quint32 host = 1; host <= 3; ++host)
        taken.push_back(places.take(QHostAddress(host)));
    QCOMPARE(std::get<StreamPlaces::Full>(places.take(QHostAddress(4))), StreamPlaces::Full::InAll);
    taken.pop_back();
    QVERIFY(isPlace(places.take(QHostAddress(4))));
}

void TestStreamPlaces::place_gone_isFreeAgain()
{
    StreamPlaces places({.inAll = 1, .perAddress = 1});
    for (int i = 0; i < 3; ++i) {
        const Taken place = places.take(QHostAddress(1));
        QVERIFY(isPlace(place));
        QVERIFY(!isPlace(places.take(QHostAddress(1))));
    }
    QCOMPARE(places.taken(), 0);
}

QTEST_GUILESS_MAIN(TestStreamPlaces)
#include "tst_stream_places.moc"
