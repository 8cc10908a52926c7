#include "target_locks.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What lies on a backup target so that the passphrase opens it on any machine.
class TestTargetLocks : public QObject
{
    Q_OBJECT

private slots:
    void none_isEmpty();
    void noted_opensByPassphraseAndRecoveryCode();
    void open_wrongSecret_isDenied();
    void damaged_isNamed();

private:
    static constexpr auto passphrase = "correct horse battery";
};

void TestTargetLocks::none_isEmpty()
{
    const QTemporaryDir target;
    const auto locks = TargetLocks(target.path()).all();
    QVERIFY(locks && locks->empty());
}

void TestTargetLocks::noted_opensByPassphraseAndRecoveryCode()
{
    const QTemporaryDir target;
    QString recovery;
    QString otherRecovery;
    const auto keys = BackupKeys::make(QString::fromLatin1(passphrase), recovery);
    const auto other = BackupKeys::make(u"another shop on the drive"_s, otherRecovery);
    QVERIFY(keys && other);
    QVERIFY(TargetLocks(target.path()).note(*other));
    QVERIFY(TargetLocks(target.path()).note(*keys));
    QVERIFY(TargetLocks(target.path()).note(*keys)); // As at each start.
    const auto locks = TargetLocks(target.path()).all();
    QVERIFY(locks);
    QCOMPARE(locks->size(), size_t(2));
    for (const QString &secret : {QString::fromLatin1(passphrase), recovery}) {
        const Result<QByteArray> key = TargetLocks::open(*locks, secret);
        QVERIFY(key);
        QCOMPARE(*key, keys->key);
    }
}

void TestTargetLocks::open_wrongSecret_isDenied()
{
    const QTemporaryDir target;
    QString recovery;
    const auto keys = BackupKeys::make(QString::fromLatin1(passphrase), recovery);
    QVERIFY(keys && TargetLocks(target.path()).note(*keys));
    const Result<QByteArray> key =
        TargetLocks::open(*TargetLocks(target.path()).all(), u"guessed it wrong"_s);
    QVERIFY(!key);
    QCOMPARE(key.error().code, Error::Code::Denied);
}

void TestTargetLocks::damaged_isNamed()
{
    const QTemporaryDir target;
    QString recovery;
    const auto keys = BackupKeys::make(QString::fromLatin1(passphrase), recovery);
    QVERIFY(keys && TargetLocks(target.path()).note(*keys));
    QFile file(target.filePath(u"keys/%1.json"_s.arg(keys->name())));
    QVERIFY(file.resize(7));
    const auto locks = TargetLocks(target.path()).all();
    QVERIFY(!locks);
    QCOMPARE(locks.error().field, file.fileName());
}

QTEST_GUILESS_MAIN(TestTargetLocks)
#include "tst_target_locks.moc"
