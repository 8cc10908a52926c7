#include "certificate_panel.h"
#include "code_view.h"
#include "fingerprint_view.h"
#include "language.h"
#include "setting_list.h"
#include "settings_screen.h"
#include "setup_bench.h"
#include "text_label.h"

#include <QCryptographicHash>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);

HttpsState served()
{
    return {
        .wanted = true,
        .url = u"https://0.0.0.0:5443"_s,
        .certificate = CertificateFacts {
            .names = {u"localhost"_s, u"till-1"_s, u"till-1.local"_s, u"127.0.0.1"_s,
                      u"192.168.178.21"_s, u"::1"_s, u"2001:db8:17:2:6af7:28ff:fe5a:91"_s},
            .validFrom = now.addDays(-10),
            .validUntil = now.addDays(387),
            .fingerprint = QCryptographicHash::hash("certificate", QCryptographicHash::Sha256)}};
}

HttpsState troubled(const char *setting, Error::Code code)
{
    return {.wanted = true, .trouble = Error {.code = code, .field = QString::fromLatin1(setting)}};
}

/// The settings over a bench, open at the network.
struct OpenNetwork {
    explicit OpenNetwork(QSize screen = {1366, 768}, Mode mode = Mode::Light, int percent = 100)
        : bench(screen, mode, percent)
        , settings(bench.theme, *shelf.book, &bench.window)
    {
        settings.setFrame(bench.frame);
        settings.open(u"api"_s);
    }
    void show(const HttpsState &state)
    {
        settings.settingList()->certificatePanel().show(state, now);
        settings.settingList()->arrange();
    }
    QString text(const char *label) { return bench.part<QLabel>(label)->text(); }
    bool shows(const char *part) { return bench.part<QWidget>(part)->isVisible(); }

    SettingsShelf shelf;
    SetupBench bench;
    SettingsScreen settings;
};

}

/// HTTPS on the settings of the network: its fingerprint, or why there is none.
class TestCertificatePanel : public QObject
{
    Q_OBJECT
private slots:
    void served_showsTheFingerprintAsTextAndCode();
    void off_saysSoAndShowsNoFingerprint();
    void trouble_saysWhatToMend_data();
    void trouble_saysWhatToMend();
    void otherGroup_hidesIt();
    void picture_data() { addScreens(); }
    void picture();
    void textFits_atEverySize_data() { addTextSizes(); }
    void textFits_atEverySize();
};

void TestCertificatePanel::served_showsTheFingerprintAsTextAndCode()
{
    OpenNetwork network;
    network.show(served());
    QVERIFY(network.bench.show());
    const QString fingerprint = served().certificate->fingerprintText();
    QCOMPARE(fingerprint.split(u':').size(), 32);
    QCOMPARE(network.text("httpsTitle"), u"HTTPS is on"_s);
    QVERIFY(network.text("httpsSentence").contains(u"https://0.0.0.0:5443"_s));
    QVERIFY(network.text("httpsValidity").contains(u"24 March 2027"_s));
    QVERIFY(network.text("httpsValidity").contains(u"387"_s));
    QVERIFY(network.text("httpsNames").contains(u"till-1.local"_s));
    QCOMPARE(network.bench.part<QWidget>("fingerprint")->accessibleName(), fingerprint);
    QVERIFY(network.shows("fingerprintCode"));
    QCOMPARE(network.bench.part<CodeView>("fingerprintCode")->code(),
             makeQrCode(fingerprint.toLatin1()));
}

void TestCertificatePanel::off_saysSoAndShowsNoFingerprint()
{
    OpenNetwork network;
    network.show(served());
    network.show({});
    QVERIFY(network.bench.show());
    QCOMPARE(network.text("httpsTitle"), u"HTTPS is off"_s);
    QVERIFY(!network.shows("fingerprint"));
    QVERIFY(!network.shows("fingerprintCode"));
}

void TestCertificatePanel::trouble_saysWhatToMend_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<Error::Code>("code");
    QTest::addColumn<QString>("sentence");
    using Code = Error::Code;
    QTest::newRow("port taken") << u"api.https_port"_s << Code::Unavailable << u"the port"_s;
    QTest::newRow("expired") << u"api.https_certificate"_s << Code::Conflict << u"expired"_s;
    QTest::newRow("broken") << u"api.https_certificate"_s << Code::Invalid << u"cannot be used"_s;
    QTest::newRow("key of another") << u"api.https_key"_s << Code::Conflict << u"not the one"_s;
    QTest::newRow("key for all") << u"api.https_key"_s << Code::Denied << u"Other people"_s;
    QTest::newRow("no key") << u"api.https_key"_s << Code::NotFound << u"cannot be used"_s;
    QTest::newRow("folder") << u"/shop/tls"_s << Code::Unavailable << u"cannot be written"_s;
}

void TestCertificatePanel::trouble_saysWhatToMend()
{
    QFETCH(QString, setting);
    QFETCH(Error::Code, code);
    QFETCH(QString, sentence);
    OpenNetwork network;
    network.show(troubled(setting.toLatin1().constData(), code));
    QVERIFY(network.bench.show());
    QCOMPARE(network.text("httpsTitle"), u"HTTPS cannot be served"_s);
    QVERIFY2(network.text("httpsSentence").contains(sentence),
             qPrintable(network.text("httpsSentence")));
    QVERIFY(!network.shows("fingerprint"));
}

void TestCertificatePanel::otherGroup_hidesIt()
{
    OpenNetwork network;
    network.show(served());
    QVERIFY(network.bench.show());
    QVERIFY(network.shows("certificatePanel"));
    network.settings.open(u"shop"_s);
    QVERIFY(!network.shows("certificatePanel"));
    network.settings.open(u"api"_s);
    QTest::keyClicks(network.bench.part<QLineEdit>("settingSearch"), u"port"_s);
    QVERIFY(!network.shows("certificatePanel"));
}

void TestCertificatePanel::picture()
{
    QFETCH(QSize, screen);
    QFETCH(Mode, mode);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    OpenNetwork network(screen, mode);
    network.show(served());
    QVERIFY(network.bench.show());
    QVERIFY(network.bench.picture(u"settings-https-on-"_s + name));
    network.show(troubled("api.https_key", Error::Code::Denied));
    QVERIFY(network.bench.picture(u"settings-https-trouble-"_s + name));
    network.show({});
    QVERIFY(network.bench.picture(u"settings-https-off-"_s + name));
}

void TestCertificatePanel::textFits_atEverySize()
{
    QFETCH(QSize, screen);
    QFETCH(int, percent);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    OpenNetwork network(screen, Mode::Light, percent);
    QVERIFY(network.bench.show());
    for (const HttpsState &state :
         {served(), HttpsState(), troubled("api.https_key", Error::Code::Denied)}) {
        network.show(state);
        if (!network.settings.textFits())
            network.bench.picture(u"unfit-https-"_s + QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(network.settings.textFits());
    }
}

QTEST_MAIN(TestCertificatePanel)
#include "tst_certificate_panel.moc"
