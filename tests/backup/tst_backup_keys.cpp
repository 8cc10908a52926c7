#include "backup_keys.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The key of the backups, its passphrase and its recovery code.
class TestBackupKeys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void locks_passphrase_opens();
    void locks_recoveryCode_opens();
    void locks_wrongSecret_isDenied_data();
    void locks_wrongSecret_isDenied();
    void locks_holdNoSecret();
    void locks_damaged_areRefused();
    void make_shortPassphrase_isRefused();
    void load_none_isNothing();
    void save_isForTheOwnerOnly();
    void load_readableByOthers_isRefused();
    void load_garbage_isRefused();

private:
    const QString m_passphrase = u"brown bread at dawn"_s;
    QString m_recovery;
    BackupKeys m_keys;
};

void TestBackupKeys::initTestCase()
{
    const Result<BackupKeys> keys = BackupKeys::make(m_passphrase, m_recovery);
    QVERIFY(keys);
    m_keys = *keys;
    QCOMPARE(m_keys.key.size(), 32);
}

void TestBackupKeys::locks_passphrase_opens()
{
    const Result<QByteArray> key = m_keys.locks.open(m_passphrase);
    QVERIFY(key);
    QCOMPARE(*key, m_keys.key);
}

void TestBackupKeys::locks_recoveryCode_opens()
{
    const Result<QByteArray> key = m_keys.locks.open(m_recovery.toLower());
    QVERIFY(key);
    QCOMPARE(*key, m_keys.key);
}

void TestBackupKeys::locks_wrongSecret_isDenied_data()
{
    QTest::addColumn<QString>("secret");
    QString other;
    QVERIFY(BackupKeys::make(u"another passphrase"_s, other));
    QTest::newRow("nothing") << QString();
    QTest::newRow("almost the passphrase") << u"brown bread at Dawn"_s;
    QTest::newRow("another shop's code") << other;
}

void TestBackupKeys::locks_wrongSecret_isDenied()
{
    QFETCH(QString, secret);
    const Result<QByteArray> key = m_keys.locks.open(secret);
    QVERIFY(!key);
    QCOMPARE(key.error().code, Error::Code::Denied);
    QCOMPARE(key.error().field, u"passphrase"_s);
}

void TestBackupKeys::locks_holdNoSecret()
{
    const QByteArray text = QJsonDocument(m_keys.locks.values).toJson();
    QVERIFY(!text.contains(m_keys.key.toBase64()));
    QVERIFY(!text.contains(m_passphrase.toUtf8()));
    const QJsonObject argon = m_keys.locks.values.value(u"passphrase"_s).toObject();
    QCOMPARE(argon.value(u"memory_bytes"_s).toInteger(), qint64(64) * 1024 * 1024);
    QCOMPARE(argon.value(u"passes"_s).toInteger(), 3);
}

void TestBackupKeys::locks_damaged_areRefused()
{
    QJsonObject broken = m_keys.locks.values;
    broken.insert(u"passphrase"_s, QJsonObject {{u"memory_bytes"_s, qint64(1) << 60}});
    QVERIFY(!BackupLocks {broken}.open(m_passphrase));
    QVERIFY(!BackupLocks {}.open(m_recovery));
}

void TestBackupKeys::make_shortPassphrase_isRefused()
{
    QString recovery;
    const Result<BackupKeys> keys = BackupKeys::make(u"elevensigns"_s, recovery);
    QVERIFY(!keys);
    QCOMPARE(keys.error().field, u"passphrase"_s);
    QVERIFY(recovery.isEmpty());
}

void TestBackupKeys::load_none_isNothing()
{
    const QTemporaryDir folder;
    const Result<std::optional<BackupKeys>> keys = BackupKeys::load(backupKeyFile(folder.path()));
    QVERIFY(keys);
    QVERIFY(!*keys);
}

void TestBackupKeys::save_isForTheOwnerOnly()
{
    const QTemporaryDir folder;
    const QString path = backupKeyFile(folder.path());
    QVERIFY(m_keys.save(path));
    QCOMPARE(QFile::permissions(path) & QFile::Permissions(0x0777),
             QFile::Permissions(QFile::ReadUser | QFile::WriteUser));
    const Result<std::optional<BackupKeys>> read = BackupKeys::load(path);
    QVERIFY(read);
    QCOMPARE((*read)->key, m_keys.key);
    QCOMPARE((*read)->name(), m_keys.name());
    QVERIFY((*read)->locks.open(m_recovery));
}

void TestBackupKeys::load_readableByOthers_isRefused()
{
    const QTemporaryDir folder;
    const QString path = backupKeyFile(folder.path());
    QVERIFY(m_keys.save(path));
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadGroup));
    const Result<std::optional<BackupKeys>> read = BackupKeys::load(path);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Denied);
    QCOMPARE(read.error().field, path);
}

void TestBackupKeys::load_garbage_isRefused()
{
    const QTemporaryDir folder;
    QFile file(backupKeyFile(folder.path()));
    QVERIFY(file.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner));
    file.write("{\"key\": \"c2hvcnQ=\"");
    file.close();
    const Result<std::optional<BackupKeys>> read = BackupKeys::load(file.fileName());
    QVERIFY(!read);
    QCOMPARE(read.error().reason, Error::Reason::BackupDamaged);
}

QTEST_GUILESS_MAIN(TestBackupKeys)
#include "tst_backup_keys.moc"
