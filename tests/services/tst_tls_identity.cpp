#include "certificate_maker.h"
#include "tls_identity.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);

/// Certificate and key in a folder of a test's own.
struct Given {
    Given() { put(*makeSelfSigned({{u"till.example.org"_s}, {}}, start)); }
    void put(const MadeCertificate &made) const
    {
        write(u"own.pem"_s, made.certificate);
        write(u"own.key"_s, made.key);
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()
            || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("%s could not be written", qPrintable(file.fileName()));
    }
    Result<TlsIdentity> read(const QDateTime &now = start) const
    {
        return readIdentity(
            {.certificate = folder.filePath(u"own.pem"_s), .key = folder.filePath(u"own.key"_s)},
            now);
    }

    QTemporaryDir folder;
};

}

/// A certificate and a key that the settings name: read, or refused with the setting at fault.
class TestTlsIdentity : public QObject
{
    Q_OBJECT

private slots:
    void isRead();
    void inOneFile_isRead();
    void unusable_namesTheSetting_data();
    void unusable_namesTheSetting();
    void validity_isChecked_data();
    void validity_isChecked();
    void keyForOthers_isRefused_data();
    void keyForOthers_isRefused();
};

void TestTlsIdentity::isRead()
{
    const Given given;
    const auto identity = given.read();
    QVERIFY(identity);
    QCOMPARE(identity->facts.origin, CertificateFacts::Origin::Given);
    QCOMPARE(identity->facts.names, QStringList {u"till.example.org"_s});
    QCOMPARE(identity->chain.size(), 1);
    QVERIFY(!identity->key.isNull());
}

void TestTlsIdentity::inOneFile_isRead()
{
    const Given given;
    const auto made = makeSelfSigned({{u"till.example.org"_s}, {}}, start);
    given.write(u"both.pem"_s, made->certificate + made->key);
    const QString both = given.folder.filePath(u"both.pem"_s);
    const auto identity = readIdentity({.certificate = both, .key = {}}, start);
    QVERIFY(identity);
    QCOMPARE(identity->facts.keyFile, both);
}

void TestTlsIdentity::unusable_namesTheSetting_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("words");
    const QString certificate = u"api.https_certificate"_s;
    const QString key = u"api.https_key"_s;
    const auto other = makeSelfSigned({{u"other"_s}, {}}, start);
    QTest::newRow("no certificate")
        << u"own.pem"_s << QByteArray() << certificate << u"no certificate"_s;
    QTest::newRow("rubbish") << u"own.pem"_s << QByteArray(5'000, '\xff') << certificate
                             << u"no certificate"_s;
    QTest::newRow("cut off") << u"own.pem"_s << other->certificate.first(200) << certificate
                             << u"no certificate"_s;
    QTest::newRow("another certificate")
        << u"own.pem"_s << other->certificate << key << u"not the one"_s;
    QTest::newRow("no key") << u"own.key"_s << QByteArray() << key << u"no private key"_s;
    QTest::newRow("another key") << u"own.key"_s << other->key << key << u"not the one"_s;
    QTest::newRow("cut off key") << u"own.key"_s << other->key.first(100) << key
                                 << u"not the one"_s;
    QTest::newRow("key with a passphrase")
        << u"own.key"_s
        << QByteArray("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n"
                      "-----END ENCRYPTED PRIVATE KEY-----\n")
        << key << u"passphrase"_s;
    QTest::newRow("endless") << u"own.key"_s << QByteArray(2'000'000, 'x') << key
                             << u"cannot be read"_s;
}

void TestTlsIdentity::unusable_namesTheSetting()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, field);
    QFETCH(QString, words);
    const Given given;
    given.write(file, content);
    const auto refused = given.read();
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, field);
    QVERIFY2(refused.error().detail.contains(words), qPrintable(refused.error().detail));
    QVERIFY(QFile::remove(given.folder.filePath(file)));
    QVERIFY(given.read().error().detail.contains(u"there is no file"_s));
}

void TestTlsIdentity::validity_isChecked_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QString>("words");
    const QDateTime from = start.addSecs(-600);
    const QDateTime until = from.addDays(397);
    QTest::newRow("before") << from.addSecs(-1) << u"valid from 2026-03-02 only"_s;
    QTest::newRow("from the first second") << from << QString();
    QTest::newRow("to the last") << until.addSecs(-1) << QString();
    QTest::newRow("after") << until << u"expired on 2027-04-03"_s;
}

void TestTlsIdentity::validity_isChecked()
{
    QFETCH(QDateTime, now);
    QFETCH(QString, words);
    const Given given;
    const auto identity = given.read(now);
    QCOMPARE(bool(identity), words.isEmpty());
    if (identity)
        return;
    QCOMPARE(identity.error().field, u"api.https_certificate"_s);
    QVERIFY2(identity.error().detail.contains(words), qPrintable(identity.error().detail));
}

void TestTlsIdentity::keyForOthers_isRefused_data()
{
    QTest::addColumn<QFile::Permissions>("more");
    QTest::newRow("all may read it") << QFile::Permissions(QFile::ReadOther);
    QTest::newRow("all may write it") << QFile::Permissions(QFile::WriteOther);
    QTest::newRow("a group may write it") << QFile::Permissions(QFile::WriteGroup);
}

void TestTlsIdentity::keyForOthers_isRefused()
{
    QFETCH(QFile::Permissions, more);
    const Given given;
    const QString key = given.folder.filePath(u"own.key"_s);
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner | more));
    const auto refused = given.read();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, Error::Code::Denied);
    QCOMPARE(refused.error().field, u"api.https_key"_s);
    QVERIFY(refused.error().detail.contains(key));
}

QTEST_GUILESS_MAIN(TestTlsIdentity)
#include "tst_tls_identity.moc"
