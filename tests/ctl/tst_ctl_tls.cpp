#include "ctl_shop.h"
#include "qr_code.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The code that is printed by half blocks at the end of @p output, without its quiet zone.
QrCode printedCode(const QString &output)
{
    constexpr int quiet = 4;
    QList<QString> rows;
    for (const QString &line : output.split(u'\n')) {
        if (!line.startsWith(u'█'))
            continue;
        QString upper;
        QString lower;
        for (const QChar block : line) {
            upper += block == u'█' || block == u'▀' ? u'.' : u'#';
            lower += block == u'█' || block == u'▄' ? u'.' : u'#';
        }
        rows << upper << lower;
    }
    QrCode code {.side = rows.isEmpty() ? 0 : int(rows.first().size()) - 2 * quiet, .dark = {}};
    for (int row = 0; row < code.side; ++row) {
        for (int column = 0; column < code.side; ++column)
            code.dark += char(rows.at(row + quiet).at(column + quiet) == u'#');
    }
    return code;
}

QSslCertificate shownAt(const QString &url)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QUrl(url).host(), quint16(QUrl(url).port()));
    return socket.waitForEncrypted() ? socket.peerCertificate() : QSslCertificate();
}

QJsonObject json(const CommandResult &result)
{
    return QJsonDocument::fromJson(result.output.toUtf8()).object();
}

QString fingerprint(const QSslCertificate &certificate)
{
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

}

/// bakehousectl tls, and HTTPS of bakehousectl serve, from outside.
class TestCtlTls : public QObject
{
    Q_OBJECT

private slots:
    void tls_withoutShop_makesNone();
    void tls_withoutCertificate_saysHowToMakeOne();
    void renew_makesOneThatIsShown();
    void serve_onTheNetwork_hasHttpsByItself();
    void serve_renewed_takesItUpWhileRunning();
    void serve_brokenCertificate_saysSoAndServesHttp();
    void poster_leadsWhereCustomersGet();
};

void TestCtlTls::poster_leadsWhereCustomersGet()
{
    const CtlShop shop;
    const QString file = shop.file(u"poster.pdf"_s);
    const CommandResult none = shop.run({u"poster"_s, file});
    QCOMPARE(none.exitCode, 1); // This machine only.
    QVERIFY2(none.complaints.contains(u"page.address"_s), qPrintable(none.complaints));
    QCOMPARE(shop.run({u"poster"_s, file, u"--url"_s, u"nonsense"_s}).exitCode, 2);
    QCOMPARE(shop.run({u"poster"_s}).exitCode, 2);
    const QStringList given {u"poster"_s, file, u"--url"_s, u"https://order.example.org/"_s};
    QCOMPARE(shop.run(given + QStringList {u"--language"_s, u"xx"_s}).exitCode, 1);
    QVERIFY(!QFile::exists(file) && !QFile::exists(shop.data()));
    const CommandResult made = shop.run(given);
    QCOMPARE(made.exitCode, 0);
    QVERIFY(made.output.contains(u"https://order.example.org/"_s));
    QVERIFY2(made.complaints.isEmpty(), qPrintable(made.complaints));
    QVERIFY(contentOf(file).startsWith("%PDF-"));
}

void TestCtlTls::tls_withoutShop_makesNone()
{
    const CtlShop shop;
    QCOMPARE(shop.run({u"tls"_s}).exitCode, 1);
    QCOMPARE(shop.run({u"tls"_s, u"now"_s}).exitCode, 2);
    QVERIFY(!QFile::exists(shop.data()));
}

void TestCtlTls::tls_withoutCertificate_saysHowToMakeOne()
{
    const CtlShop shop;
    QVERIFY(QDir().mkpath(shop.data()));
    const CommandResult none = shop.run({u"tls"_s});
    QCOMPARE(none.exitCode, 1);
    QVERIFY(none.complaints.contains(u"--renew"_s));
    QVERIFY(!QFile::exists(shop.data() + u"/tls"_s));
}

void TestCtlTls::renew_makesOneThatIsShown()
{
    const CtlShop shop;
    const CommandResult made =
        shop.run({u"tls"_s, u"--renew"_s, u"--api-https-names"_s, u"till.example.org"_s});
    QCOMPARE(made.exitCode, 0);
    const auto certificates = QSslCertificate::fromPath(shop.data() + u"/tls/certificate.pem"_s);
    QCOMPARE(certificates.size(), 1);
    const QString text = fingerprint(certificates.first());
    QVERIFY(made.output.contains(text));
    QVERIFY(made.output.contains(u"till.example.org"_s));
    QVERIFY(made.output.contains(u"397 days left"_s));
    QVERIFY(made.output.contains(shop.data() + u"/tls/key.pem"_s));
    QCOMPARE(printedCode(made.output), makeQrCode(text.toLatin1()));
    QCOMPARE(QFileInfo(shop.data() + u"/tls/key.pem"_s).permissions()
                 & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    const QJsonObject same = json(shop.run({u"tls"_s, u"--json"_s}));
    QCOMPARE(same.value(u"sha256"_s).toString(), text);
    QCOMPARE(same.value(u"days_left"_s).toInt(), 397);
    QVERIFY(same.value(u"names"_s).toArray().contains(u"localhost"_s));
    QVERIFY(same.value(u"self_signed"_s).toBool());
    const QJsonObject other = json(shop.run({u"tls"_s, u"--renew"_s, u"--json"_s}));
    QVERIFY(other.value(u"sha256"_s).toString() != text);
}

void TestCtlTls::serve_onTheNetwork_hasHttpsByItself()
{
    CtlShop shop;
    const QStringList urls =
        shop.serve({u"--listen"_s, u"0.0.0.0"_s, u"--api-https-port"_s, u"0"_s}).split(u' ');
    QCOMPARE(urls.size(), 2);
    QVERIFY(urls.at(0).startsWith(u"http://0.0.0.0:"_s));
    QVERIFY(urls.at(1).startsWith(u"https://0.0.0.0:"_s));
    const QJsonObject told = json(shop.run({u"tls"_s, u"--json"_s}));
    QCOMPARE(told.value(u"https_url"_s).toString(), urls.at(1));
    QCOMPARE(fingerprint(shownAt(u"https://127.0.0.1:%1"_s.arg(QUrl(urls.at(1)).port()))),
             told.value(u"sha256"_s).toString());
    const QJsonObject owner =
        json(shop.run({u"status"_s, u"--json"_s})).value(u"owner"_s).toObject();
    QCOMPARE(owner.value(u"https_url"_s).toString(), urls.at(1));
    QVERIFY(shop.run({u"status"_s}).output.contains(urls.at(1)));
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(!shop.serve({u"--listen"_s, u"0.0.0.0"_s, u"--api-https"_s, u"no"_s}).contains(u' '));
    QCOMPARE(shop.stopServer(), 0);
    QVERIFY(!shop.serve().contains(u' ')); // on this machine alone
}

void TestCtlTls::serve_renewed_takesItUpWhileRunning()
{
    CtlShop shop;
    const QString url =
        shop.serve({u"--api-https"_s, u"yes"_s, u"--api-https-port"_s, u"0"_s}).section(u' ', 1);
    QVERIFY(!url.isEmpty());
    QSslSocket before;
    before.setPeerVerifyMode(QSslSocket::VerifyNone);
    before.connectToHostEncrypted(QUrl(url).host(), quint16(QUrl(url).port()));
    QVERIFY(before.waitForEncrypted());
    const QString renewed =
        json(shop.run({u"tls"_s, u"--renew"_s, u"--json"_s})).value(u"sha256"_s).toString();
    QVERIFY(fingerprint(before.peerCertificate()) != renewed);
    QTRY_COMPARE(fingerprint(shownAt(url)), renewed);
    before.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(before.waitForReadyRead());
    QVERIFY(before.readAll().startsWith("HTTP/1.1 200 "));
}

void TestCtlTls::serve_brokenCertificate_saysSoAndServesHttp()
{
    CtlShop shop;
    const QString broken = shop.write(u"broken.pem"_s, "rubbish");
    const QString url =
        shop.serve({u"--api-https"_s, u"yes"_s, u"--api-https-certificate"_s, broken});
    QVERIFY(url.startsWith(u"http://"_s));
    QVERIFY(!url.contains(u' '));
    QCOMPARE(shop.stopServer(), 0);
    const CommandResult told = shop.run({u"tls"_s, u"--api-https-certificate"_s, broken});
    QCOMPARE(told.exitCode, 1);
    QVERIFY(told.complaints.contains(u"api.https_certificate"_s));
    QVERIFY(told.complaints.contains(broken));
    const CommandResult refused =
        shop.run({u"tls"_s, u"--renew"_s, u"--api-https-certificate"_s, broken});
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(!QFile::exists(shop.data() + u"/tls"_s));
}

QTEST_GUILESS_MAIN(TestCtlTls)
#include "tst_ctl_tls.moc"
