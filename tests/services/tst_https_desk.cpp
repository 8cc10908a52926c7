#include "certificate_maker.h"
#include "https_desk.h"
#include "manual_clock.h"
#include "settings.h"
#include "tls_identity.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CertificateNames)

namespace {

/// A desk over a folder of its own, by a clock that a test drives.
struct Bench {
    HttpsSettings own() const { return {.wanted = true, .folder = data.filePath(u"tls"_s)}; }
    HttpsSettings given() const
    {
        return {.wanted = true,
                .certificate = data.filePath(u"given.pem"_s),
                .key = data.filePath(u"given.key"_s),
                .folder = data.filePath(u"tls"_s)};
    }
    void writeGiven() const
    {
        const auto made = makeSelfSigned({{u"till.example.org"_s}, {}}, clock.now());
        write(u"given.key"_s, made->key);
        write(u"given.pem"_s, made->certificate);
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(data.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("%s could not be written", qPrintable(name));
    }

    QTemporaryDir data;
    ManualClock clock;
};

HttpsSettings settingsOf(const QHash<QString, QString> &given)
{
    const Result<Settings> settings = Settings::load({}, {}, {}, given);
    if (!settings)
        qFatal("%s", qPrintable(describe(settings.error())));
    return httpsSettingsOf(*settings, u"/shop"_s);
}

}

/// What looks after the certificate of HTTPS while a shop runs.
class TestHttpsDesk : public QObject
{
    Q_OBJECT

private slots:
    void s08_network_turnsHttpsOn_data();
    void s08_network_turnsHttpsOn();
    void settings_nameFilesAndNames();
    void open_makesTheFirstAndKeepsIt();
    void look_makesNone();
    void check_renewsInTimeAndTells();
    void check_nothingDue_tellsNothing();
    void check_keyForOthers_keepsServingAndSaysSo();
    void watch_anotherCertificate_isTakenUp();
    void open_unusable_isTroubleUntilMended();
    void renew_given_isRefused();
    void check_firstOfAll_makesAndWatchesIt();
    void noteServed_everyAddress_saysOneToOpen_data();
    void noteServed_everyAddress_saysOneToOpen();
};

void TestHttpsDesk::s08_network_turnsHttpsOn_data()
{
    QTest::addColumn<QString>("wish");
    QTest::addColumn<QString>("listen");
    QTest::addColumn<bool>("wanted");
    QTest::newRow("this machine") << u"auto"_s << u"127.0.0.1"_s << false;
    QTest::newRow("this machine too") << u"auto"_s << u"127.0.0.2"_s << false;
    QTest::newRow("this machine by IPv6") << u"auto"_s << u"::1"_s << false;
    QTest::newRow("every network") << u"auto"_s << u"0.0.0.0"_s << true;
    QTest::newRow("every network by IPv6") << u"auto"_s << u"::"_s << true;
    QTest::newRow("one network") << u"auto"_s << u"192.0.2.7"_s << true;
    QTest::newRow("owner wants it") << u"yes"_s << u"127.0.0.1"_s << true;
    QTest::newRow("owner chose plain HTTP") << u"no"_s << u"0.0.0.0"_s << false;
}

void TestHttpsDesk::s08_network_turnsHttpsOn()
{
    QFETCH(QString, wish);
    QFETCH(QString, listen);
    QFETCH(bool, wanted);
    QCOMPARE(settingsOf({{u"api.https"_s, wish}, {u"api.listen"_s, listen}}).wanted, wanted);
    if (wish == u"auto"_s)
        QCOMPARE(settingsOf({{u"api.listen"_s, listen}}).wanted, wanted); // the default
}

void TestHttpsDesk::settings_nameFilesAndNames()
{
    const HttpsSettings standard = settingsOf({});
    QVERIFY(standard.ownCertificate());
    QCOMPARE(standard.folder, u"/shop/tls"_s);
    const HttpsSettings given = settingsOf({{u"api.https_certificate"_s, u"/etc/a.pem"_s},
                                            {u"api.https_names"_s, u"A.example.org,192.0.2.7"_s}});
    QVERIFY(!given.ownCertificate());
    QCOMPARE(given.names, QStringList({u"a.example.org"_s, u"192.0.2.7"_s}));
    QVERIFY(!Settings::load({}, {}, {}, {{u"api.https_names"_s, u"a, b c"_s}}));
}

void TestHttpsDesk::open_makesTheFirstAndKeepsIt()
{
    Bench bench;
    HttpsDesk desk(bench.own(), bench.clock);
    QSignalSpy changed(&desk, &HttpsDesk::changed);
    const auto first = desk.open();
    QVERIFY(first);
    QCOMPARE(desk.state().certificate, first->facts);
    QVERIFY(!desk.state().trouble);
    QCOMPARE(changed.count(), 1);
    desk.noteServed(u"https://127.0.0.1:5443"_s);
    QCOMPARE(desk.state().url, u"https://127.0.0.1:5443"_s);
    HttpsDesk next(bench.own(), bench.clock);
    const auto again = next.open();
    QVERIFY(again);
    QCOMPARE(again->facts, first->facts);
}

void TestHttpsDesk::look_makesNone()
{
    Bench bench;
    const HttpsDesk desk(bench.own(), bench.clock);
    const auto none = desk.look();
    QVERIFY(!none);
    QCOMPARE(none.error().code, Error::Code::NotFound);
    QVERIFY(!QFile::exists(bench.own().folder));
}

void TestHttpsDesk::check_renewsInTimeAndTells()
{
    Bench bench;
    HttpsDesk desk(bench.own(), bench.clock);
    const auto first = desk.open();
    QVERIFY(first);
    desk.noteServed(u"https://127.0.0.1:5443"_s);
    desk.watch();
    QSignalSpy renewed(&desk, &HttpsDesk::identityChanged);
    bench.clock.set(first->facts.validUntil.addDays(-30).addSecs(1));
    desk.check();
    QTRY_COMPARE(renewed.count(), 1);
    QVERIFY(desk.state().certificate->fingerprint != first->facts.fingerprint);
    QCOMPARE(desk.state().certificate->daysLeft(bench.clock.now()), 397);
    QCOMPARE(desk.state().url, u"https://127.0.0.1:5443"_s);
}

void TestHttpsDesk::check_nothingDue_tellsNothing()
{
    Bench bench;
    HttpsDesk desk(bench.own(), bench.clock);
    const auto first = desk.open();
    QVERIFY(first);
    desk.watch();
    QSignalSpy changed(&desk, &HttpsDesk::changed);
    QSignalSpy renewed(&desk, &HttpsDesk::identityChanged);
    desk.check(); // nothing
    bench.clock.set(first->facts.validUntil.addDays(-29));
    desk.check(); // and then something, so that the first has been
    QTRY_COMPARE(renewed.count(), 1);
    QCOMPARE(changed.count(), 1);
}

void TestHttpsDesk::check_keyForOthers_keepsServingAndSaysSo()
{
    Bench bench;
    HttpsDesk desk(bench.own(), bench.clock);
    const auto first = desk.open();
    QVERIFY(first);
    desk.noteServed(u"https://127.0.0.1:5443"_s);
    desk.watch();
    QVERIFY(QFile::setPermissions(first->facts.keyFile, QFile::ReadOwner | QFile::ReadOther));
    desk.check();
    QTRY_VERIFY(desk.state().trouble);
    QCOMPARE(desk.state().trouble->field, u"api.https_key"_s);
    QCOMPARE(desk.state().certificate, first->facts);
    QCOMPARE(desk.state().url, u"https://127.0.0.1:5443"_s);
    QVERIFY(QFile::setPermissions(first->facts.keyFile, QFile::ReadOwner));
    desk.check();
    QTRY_VERIFY(!desk.state().trouble);
}

void TestHttpsDesk::watch_anotherCertificate_isTakenUp()
{
    Bench bench;
    HttpsDesk desk(bench.own(), bench.clock);
    QVERIFY(desk.open());
    desk.watch();
    QSignalSpy taken(&desk, &HttpsDesk::identityChanged);
    HttpsDesk elsewhere(bench.own(), bench.clock); // another program's
    const auto renewed = elsewhere.renew();
    QVERIFY(renewed);
    QTRY_COMPARE(taken.count(), 1);
    QCOMPARE(desk.state().certificate, renewed->facts);
}

void TestHttpsDesk::open_unusable_isTroubleUntilMended()
{
    Bench bench;
    bench.write(u"given.pem"_s, "rubbish");
    HttpsDesk desk(bench.given(), bench.clock);
    const auto broken = desk.open();
    QVERIFY(!broken);
    QCOMPARE(broken.error().field, u"api.https_certificate"_s);
    QCOMPARE(desk.state().trouble, broken.error());
    desk.watch();
    QSignalSpy mended(&desk, &HttpsDesk::identityChanged);
    bench.writeGiven();
    QTRY_COMPARE(mended.count(), 1);
    QVERIFY(!desk.state().trouble);
    QCOMPARE(desk.state().certificate->names, QStringList {u"till.example.org"_s});
    QVERIFY(!QFile::exists(bench.given().folder));
}

void TestHttpsDesk::renew_given_isRefused()
{
    Bench bench;
    bench.writeGiven();
    HttpsDesk desk(bench.given(), bench.clock);
    const auto refused = desk.renew();
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"api.https_certificate"_s);
    QVERIFY(desk.open());
}

void TestHttpsDesk::check_firstOfAll_makesAndWatchesIt()
{
    Bench bench;
    HttpsDesk desk(bench.own(), bench.clock);
    QSignalSpy told(&desk, &HttpsDesk::identityChanged);
    desk.watch();
    desk.check();
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, 20'000);
    const QByteArray first = desk.state().certificate->fingerprint;
    QVERIFY(desk.renew()); // as a command would, in the folder that was not there before
    QTRY_VERIFY_WITH_TIMEOUT(desk.state().certificate->fingerprint != first, 20'000);
}

void TestHttpsDesk::noteServed_everyAddress_saysOneToOpen_data()
{
    QTest::addColumn<CertificateNames>("names");
    QTest::addColumn<QString>("listening");
    QTest::addColumn<QString>("shown");
    const CertificateNames all {{u"localhost"_s, u"till"_s},
                                {u"127.0.0.1"_s, u"192.0.2.7"_s, u"198.51.100.1"_s}};
    QTest::newRow("an address") << all << u"https://0.0.0.0:5443"_s << u"https://192.0.2.7:5443"_s;
    QTest::newRow("of IPv6 too") << all << u"https://[::]:1"_s << u"https://192.0.2.7:1"_s;
    QTest::newRow("else a name") << CertificateNames {{u"localhost"_s, u"till"_s}, {}}
                                 << u"https://0.0.0.0:1"_s << u"https://till:1"_s;
    QTest::newRow("else as it is") << CertificateNames {{u"localhost"_s}, {u"127.0.0.1"_s}}
                                   << u"https://0.0.0.0:1"_s << u"https://0.0.0.0:1"_s;
    QTest::newRow("one address") << all << u"https://127.0.0.1:1"_s << u"https://127.0.0.1:1"_s;
}

void TestHttpsDesk::noteServed_everyAddress_saysOneToOpen()
{
    QFETCH(CertificateNames, names);
    QFETCH(QString, listening);
    Bench bench;
    const auto made = makeSelfSigned(names, bench.clock.now());
    bench.write(u"given.key"_s, made->key);
    bench.write(u"given.pem"_s, made->certificate);
    HttpsDesk desk(bench.given(), bench.clock);
    QVERIFY(desk.open());
    desk.noteServed(listening);
    QTEST(desk.state().url, "shown");
}

QTEST_GUILESS_MAIN(TestHttpsDesk)
#include "tst_https_desk.moc"
