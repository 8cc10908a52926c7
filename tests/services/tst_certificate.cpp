#include "certificate_folder.h"
#include "certificate_maker.h"
#include "manual_clock.h"

#include <QDir>
#include <QFileInfo>
#include <QSslCertificateExtension>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QVariant extension(const QSslCertificate &certificate, const QString &oid)
{
    for (const QSslCertificateExtension &one : certificate.extensions()) {
        if (one.oid() == oid)
            return one.value();
    }
    return {};
}

}

/// Certificates: made, kept in a folder, and renewed in time.
class TestCertificate : public QObject
{
    Q_OBJECT

private slots:
    void made_isForTheNamesAndForAYear();
    void made_twice_differs();
    void folder_isPrivate();
    void folder_readsBackWhatItMade();
    void renewal_isDueBelowThirtyDays_data();
    void renewal_isDueBelowThirtyDays();
    void folder_furtherNameIsMissing_makesAnother();
    void folder_brokenFile_makesAnother_data();
    void folder_brokenFile_makesAnother();
    void folder_keyForOthers_isRefusedAndKept();
    void folder_cannotBeWritten_isAnError();
};

void TestCertificate::made_isForTheNamesAndForAYear()
{
    const auto made = makeSelfSigned({{u"localhost"_s, u"till-1"_s, u"till-1.local"_s},
                                      {u"127.0.0.1"_s, u"::1"_s, u"192.0.2.7"_s}},
                                     start);
    QVERIFY(made);
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(made->certificate);
    QCOMPARE(certificates.size(), 1);
    const QSslCertificate &certificate = certificates.first();
    const auto names = certificate.subjectAlternativeNames();
    QStringList hosts = names.values(QSsl::DnsEntry);
    hosts.sort();
    QCOMPARE(hosts, QStringList({u"localhost"_s, u"till-1"_s, u"till-1.local"_s}));
    QStringList addresses = names.values(QSsl::IpAddressEntry);
    addresses.sort();
    QCOMPARE(addresses, QStringList({u"127.0.0.1"_s, u"192.0.2.7"_s, u"::1"_s}));
    QCOMPARE(certificate.subjectInfo(QSslCertificate::CommonName), QStringList {u"till-1"_s});
    QCOMPARE(certificate.issuerDisplayName(), certificate.subjectDisplayName());
    QVERIFY(certificate.effectiveDate() < start);
    QCOMPARE(certificate.effectiveDate().secsTo(certificate.expiryDate()), 397 * 86'400);
    QCOMPARE(certificate.publicKey().algorithm(), QSsl::Ec);
    QCOMPARE(certificate.publicKey().length(), 256);
    QVERIFY(made->key.startsWith("-----BEGIN PRIVATE KEY-----"));
    QVERIFY(keyFits(made->key, certificate.toDer()));
    QCOMPARE(extension(certificate, u"2.5.29.19"_s).toMap().value(u"ca"_s), QVariant(false));
    QVERIFY(certificate.toText().contains(u"TLS Web Server Authentication"_s));
}

void TestCertificate::made_twice_differs()
{
    const CertificateNames names {{u"localhost"_s}, {}};
    const auto one = makeSelfSigned(names, start);
    const auto other = makeSelfSigned(names, start);
    QVERIFY(one && other);
    const auto first = QSslCertificate::fromData(one->certificate).first();
    const auto second = QSslCertificate::fromData(other->certificate).first();
    QVERIFY(first.serialNumber() != second.serialNumber());
    QVERIFY(one->key != other->key);
    QVERIFY(!keyFits(one->key, second.toDer()));
}

void TestCertificate::folder_isPrivate()
{
    const QTemporaryDir data;
    const CertificateFolder folder(data.filePath(u"tls"_s));
    QVERIFY(folder.readOrMake({}, start));
    const auto rights = [](const QString &path) {
        return QFileInfo(path).permissions()
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
               | QFile::WriteOther | QFile::ExeOther);
    };
    QCOMPARE(rights(folder.path()), QFile::Permissions());
    QCOMPARE(rights(folder.files().key), QFile::Permissions());
    QCOMPARE(rights(folder.files().certificate), QFile::ReadGroup | QFile::ReadOther);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
             QStringList({u"certificate.pem"_s, u"key.pem"_s}));
}

void TestCertificate::folder_readsBackWhatItMade()
{
    const QTemporaryDir data;
    const CertificateFolder folder(data.filePath(u"tls"_s));
    QVERIFY(!folder.read(start));
    const auto made = folder.readOrMake({}, start);
    const auto again = folder.readOrMake({}, start.addDays(1));
    const auto read = folder.read(start);
    QVERIFY(made && again && read);
    QCOMPARE(again->facts, made->facts);
    QCOMPARE(read->facts, made->facts);
    QCOMPARE(read->key, made->key);
    QCOMPARE(made->facts.origin, CertificateFacts::Origin::SelfSigned);
    QCOMPARE(made->facts.fingerprint.size(), 32);
    QCOMPARE(made->facts.daysLeft(start), 397);
    QCOMPARE(made->facts.daysLeft(start.addDays(500)), 0);
    const auto other = folder.make({}, start);
    QVERIFY(other);
    QVERIFY(other->facts.fingerprint != made->facts.fingerprint);
}

void TestCertificate::renewal_isDueBelowThirtyDays_data()
{
    QTest::addColumn<qint64>("secondsLeft");
    QTest::addColumn<bool>("renewed");
    constexpr qint64 day = 86'400;
    QTest::newRow("a year") << 365 * day << false;
    QTest::newRow("thirty days and a second") << 30 * day + 1 << false;
    QTest::newRow("thirty days") << 30 * day << false;
    QTest::newRow("a second less") << 30 * day - 1 << true;
    QTest::newRow("a second") << qint64(1) << true;
    QTest::newRow("none") << qint64(0) << true;
    QTest::newRow("expired long ago") << -400 * day << true;
}

void TestCertificate::renewal_isDueBelowThirtyDays()
{
    QFETCH(qint64, secondsLeft);
    QFETCH(bool, renewed);
    ManualClock clock(start);
    const QTemporaryDir data;
    const CertificateFolder folder(data.filePath(u"tls"_s));
    const auto made = folder.readOrMake({}, clock.now());
    QVERIFY(made);
    clock.set(made->facts.validUntil.addSecs(-secondsLeft));
    const auto later = folder.readOrMake({}, clock.now());
    QVERIFY(later);
    QCOMPARE(later->facts.fingerprint != made->facts.fingerprint, renewed);
    QVERIFY(!renewalDue(later->facts, clock.now()));
}

void TestCertificate::folder_furtherNameIsMissing_makesAnother()
{
    const QTemporaryDir data;
    const CertificateFolder folder(data.filePath(u"tls"_s));
    const auto made = folder.readOrMake({}, start);
    const CertificateNames further {{u"till.example.org"_s}, {u"2001:db8::7"_s}};
    const auto other = folder.readOrMake(further, start);
    const auto same = folder.readOrMake(further, start);
    const auto fewer = folder.readOrMake({}, start);
    QVERIFY(made && other && same && fewer);
    QVERIFY(other->facts.names.contains(u"till.example.org"_s));
    QVERIFY(other->facts.names.contains(u"2001:db8::7"_s));
    QVERIFY(made->facts.fingerprint != other->facts.fingerprint);
    QCOMPARE(same->facts, other->facts);
    QCOMPARE(fewer->facts, other->facts);
}

void TestCertificate::folder_brokenFile_makesAnother_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("certificate of rubbish") << u"certificate.pem"_s << QByteArray("rubbish");
    QTest::newRow("empty certificate") << u"certificate.pem"_s << QByteArray();
    QTest::newRow("key of rubbish") << u"key.pem"_s << QByteArray("rubbish");
    QTest::newRow("another's key")
        << u"key.pem"_s << makeSelfSigned({{u"localhost"_s}, {}}, start)->key;
}

void TestCertificate::folder_brokenFile_makesAnother()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    const QTemporaryDir data;
    const CertificateFolder folder(data.filePath(u"tls"_s));
    QVERIFY(folder.readOrMake({}, start));
    QFile file(folder.path() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QVERIFY(!folder.read(start));
    QVERIFY(folder.readOrMake({}, start));
    QVERIFY(folder.read(start));
}

void TestCertificate::folder_keyForOthers_isRefusedAndKept()
{
    const QTemporaryDir data;
    const CertificateFolder folder(data.filePath(u"tls"_s));
    QVERIFY(folder.readOrMake({}, start));
    const QByteArray before = contentOf(folder.files().key);
    QVERIFY(QFile::setPermissions(folder.files().key,
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    const auto refused = folder.readOrMake({}, start);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Denied);
    QCOMPARE(refused.error().field, u"api.https_key"_s);
    QVERIFY(refused.error().detail.contains(u"chmod 600"_s));
    QCOMPARE(contentOf(folder.files().key), before);
    QVERIFY(folder.make({}, start)); // asked for by hand
    QVERIFY(folder.read(start));
}

void TestCertificate::folder_cannotBeWritten_isAnError()
{
    const QTemporaryDir data;
    QFile inTheWay(data.filePath(u"tls"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto made = CertificateFolder(inTheWay.fileName()).readOrMake({}, start);
    QVERIFY(!made);
    QCOMPARE(made.error().code, Error::Code::Unavailable);
    QCOMPARE(made.error().field, inTheWay.fileName());
}

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
