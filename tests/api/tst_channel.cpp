#include "channel.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Which ways nobody reads along.
class TestChannel : public QObject
{
    Q_OBJECT

private slots:
    void channel_isPrivate_data();
    void channel_isPrivate();
};

void TestChannel::channel_isPrivate_data()
{
    QTest::addColumn<Channel::Cover>("cover");
    QTest::addColumn<QString>("peer");
    QTest::addColumn<bool>("isPrivate");
    using Cover = Channel::Cover;
    QTest::newRow("HTTP of a network") << Cover::Plain << u"192.0.2.7"_s << false;
    QTest::newRow("HTTP of IPv6") << Cover::Plain << u"2001:db8::7"_s << false;
    QTest::newRow("HTTP of a network mapped") << Cover::Plain << u"::ffff:192.0.2.7"_s << false;
    QTest::newRow("HTTPS of a network") << Cover::Encrypted << u"192.0.2.7"_s << true;
    QTest::newRow("HTTP of this machine") << Cover::Plain << u"127.0.0.1"_s << true;
    QTest::newRow("all of 127/8") << Cover::Plain << u"127.9.8.7"_s << true;
    QTest::newRow("of this machine mapped") << Cover::Plain << u"::ffff:127.0.0.1"_s << true;
    QTest::newRow("of this machine by IPv6") << Cover::Plain << u"::1"_s << true;
    QTest::newRow("of nobody") << Cover::Plain << QString() << false;
}

void TestChannel::channel_isPrivate()
{
    QFETCH(Channel::Cover, cover);
    QFETCH(QString, peer);
    QFETCH(bool, isPrivate);
    const Channel channel {.cover = cover, .peer = QHostAddress(peer)};
    QCOMPARE(channel.isPrivate(), isPrivate);
}

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
