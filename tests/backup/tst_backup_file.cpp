#include "backup_check.h"
#include "backup_reader.h"
#include "backup_writer.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime madeAt(QDate(2026, 3, 2), QTime(4, 0), Qt::UTC);

QByteArray noise(qsizetype bytes)
{
    QRandomGenerator random(7);
    QByteArray noise(bytes, '\0');
    for (char &byte : noise)
        byte = char(random.bounded(256));
    return noise;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

BackupManifest manifest()
{
    return {.database = {.schemaVersion = 18,
                         .receipts = 12,
                         .tables = {{.name = u"orders"_s, .rows = 3, .sum = u"-17"_s}}},
            .journals = {},
            .unread = {}};
}

}

/// The file of a backup: what is written is read, and no byte of it changes unseen.
class TestBackupFile : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void parts_written_areReadAsTheyWere_data();
    void parts_written_areReadAsTheyWere();
    void anyByteChanged_isFoundAndNamed_data();
    void anyByteChanged_isFoundAndNamed();
    void anyByteChanged_withoutKey_isFound();
    void cutOffAnywhere_isFound();
    void somethingAppended_isFound();
    void blocksSwapped_areFound();
    void damageInAPart_namesThePart();
    void encrypted_withoutKey_hidesEverything();
    void encrypted_withAnotherKey_isDenied();
    void noBackupAtAll_isSaid();
    void fileOfThatName_isNotOverwritten();

private:
    /// A small backup with three parts; its path.
    QString write(const QString &name, const std::optional<BackupKeys> &keys,
                  const QByteArray &dump);
    QString changed(const QByteArray &content);
    void parts(const std::optional<QByteArray> &key, const QString &path, const QByteArray &dump);

    QTemporaryDir m_folder;
    BackupKeys m_keys;
    QByteArray m_plain;
    QByteArray m_sealed;
};

void TestBackupFile::initTestCase()
{
    QString recovery;
    const Result<BackupKeys> keys = BackupKeys::make(u"brown bread at dawn"_s, recovery);
    QVERIFY(keys);
    m_keys = *keys;
    m_plain = contentOf(write(u"plain"_s, {}, "INSERT INTO orders"));
    m_sealed = contentOf(write(u"sealed"_s, m_keys, "INSERT INTO orders"));
    QVERIFY(m_plain.size() > 500);
    QVERIFY(m_sealed.size() > m_plain.size());
}

QString TestBackupFile::write(const QString &name, const std::optional<BackupKeys> &keys,
                              const QByteArray &dump)
{
    const QString path = m_folder.filePath(name);
    Result<std::unique_ptr<BackupWriter>> writer = BackupWriter::open(
        path, {.madeAt = madeAt, .shop = u"0badcafe"_s, .program = u"0.1.0"_s}, keys);
    const bool written = writer
        && (*writer)->writePart(QLatin1StringView(BackupPart::manifest), manifest().toJson())
        && (*writer)->writePart(u"settings.ini"_s, "[shop]\nname = Crumb\n")
        && (*writer)->writePart(QLatin1StringView(BackupPart::database), dump)
        && (*writer)->finish();
    return written ? path : QString();
}

QString TestBackupFile::changed(const QByteArray &content)
{
    QFile file(m_folder.filePath(u"changed"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void TestBackupFile::parts_written_areReadAsTheyWere_data()
{
    QTest::addColumn<bool>("encrypted");
    QTest::addColumn<QByteArray>("dump");
    for (const bool encrypted : {false, true}) {
        const char *how = encrypted ? "encrypted" : "plain";
        QTest::addRow("nothing, %s", how) << encrypted << QByteArray();
        QTest::addRow("some text, %s", how) << encrypted << QByteArray("COPY orders");
        QTest::addRow("5 MB of one letter, %s", how) << encrypted << QByteArray(5'000'000, 'x');
        QTest::addRow("3 MB of noise, %s", how) << encrypted << noise(3'000'000);
    }
}

void TestBackupFile::parts(const std::optional<QByteArray> &key, const QString &path,
                           const QByteArray &dump)
{
    Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(path);
    QVERIFY(reader);
    QCOMPARE((*reader)->head().madeAt, madeAt);
    QCOMPARE((*reader)->head().shop, u"0badcafe"_s);
    if (key)
        QVERIFY((*reader)->unlock(*key));
    QCOMPARE(**(*reader)->nextPart(), u"manifest.json"_s);
    QCOMPARE(BackupManifest::fromJson(*(*reader)->readAll(10'000))->database.tables,
             manifest().database.tables);
    QCOMPARE(**(*reader)->nextPart(), u"settings.ini"_s);
    QCOMPARE(**(*reader)->nextPart(), u"database.dump"_s); // The one before was not read.
    const QString out = m_folder.filePath(u"out"_s);
    QFile::remove(out);
    QVERIFY((*reader)->extract(out));
    QVERIFY(contentOf(out) == dump);
    const Result<std::optional<QString>> end = (*reader)->nextPart();
    QVERIFY(end);
    QVERIFY(!*end);
}

void TestBackupFile::parts_written_areReadAsTheyWere()
{
    QFETCH(bool, encrypted);
    QFETCH(QByteArray, dump);
    const QString name = u"read"_s;
    QFile::remove(m_folder.filePath(name));
    const QString path = write(name, encrypted ? std::optional(m_keys) : std::nullopt, dump);
    QVERIFY(!path.isEmpty());
    parts(encrypted ? std::optional(m_keys.key) : std::nullopt, path, dump);
}

void TestBackupFile::anyByteChanged_isFoundAndNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("plain") << m_plain;
    QTest::newRow("encrypted") << m_sealed;
}

void TestBackupFile::anyByteChanged_isFoundAndNamed()
{
    QFETCH(QByteArray, content);
    QVERIFY(checkBackup(changed(content), m_keys.key));
    for (qsizetype place = 0; place < content.size(); ++place) {
        QByteArray other = content;
        other[place] = char(uchar(other.at(place)) ^ uchar(1U << (place % 8)));
        const QString path = changed(other);
        const Result<CheckedBackup> checked = checkBackup(path, m_keys.key);
        QVERIFY2(!checked, qPrintable(u"byte %1"_s.arg(place)));
        QCOMPARE(checked.error().reason, Error::Reason::BackupDamaged);
        QCOMPARE(checked.error().field, path);
    }
}

void TestBackupFile::anyByteChanged_withoutKey_isFound()
{
    QVERIFY(checkBackup(changed(m_sealed), {}));
    for (qsizetype place = 0; place < m_sealed.size(); place += 3) {
        QByteArray other = m_sealed;
        other[place] = char(uchar(other.at(place)) ^ 0x10U);
        const Result<CheckedBackup> checked = checkBackup(changed(other), {});
        QVERIFY2(!checked, qPrintable(u"byte %1"_s.arg(place)));
    }
}

void TestBackupFile::cutOffAnywhere_isFound()
{
    for (qsizetype length = 0; length < m_sealed.size(); length += 5) {
        const Result<CheckedBackup> checked =
            checkBackup(changed(m_sealed.first(length)), m_keys.key);
        QVERIFY2(!checked, qPrintable(u"%1 bytes"_s.arg(length)));
        QCOMPARE(checked.error().reason, Error::Reason::BackupDamaged);
    }
}

void TestBackupFile::somethingAppended_isFound()
{
    const Result<CheckedBackup> checked = checkBackup(changed(m_plain + '\0'), {});
    QVERIFY(!checked);
    QVERIFY(checked.error().detail.contains(u"follows its end"_s));
}

void TestBackupFile::blocksSwapped_areFound()
{
    // Another file of the same key, cut together with this one at any place.
    const QByteArray second = contentOf(write(u"second"_s, m_keys, "INSERT INTO orderz"));
    QCOMPARE(second.size(), m_sealed.size());
    qsizetype alike = 0;
    while (second.at(alike) == m_sealed.at(alike))
        ++alike;
    for (qsizetype cut = alike + 1; cut < m_sealed.size(); cut += 7)
        QVERIFY(!checkBackup(changed(m_sealed.first(cut) + second.mid(cut)), m_keys.key));
}

void TestBackupFile::damageInAPart_namesThePart()
{
    const QString path = write(u"large"_s, {}, noise(3'000'000));
    QByteArray content = contentOf(path);
    content[2'000'000] = char(uchar(content.at(2'000'000)) ^ 1U);
    const Result<CheckedBackup> checked = checkBackup(changed(content), {});
    QVERIFY(!checked);
    const QString words = checked.error().detail;
    QVERIFY2(words.startsWith(u"in database.dump: a block was changed, bytes "_s),
             qPrintable(words));
    QVERIFY(checked.error().left.value_or(-1) <= 2'000'000);
    QVERIFY(checked.error().left.value_or(-1) > 900'000);
}

void TestBackupFile::encrypted_withoutKey_hidesEverything()
{
    QVERIFY(!m_sealed.contains("INSERT"));
    QVERIFY(!m_sealed.contains("settings"));
    QVERIFY(!m_sealed.contains("Crumb"));
    const Result<CheckedBackup> checked = checkBackup(changed(m_sealed), {});
    QVERIFY(checked);
    QVERIFY(!checked->manifest);
    QVERIFY(checked->parts.isEmpty());
    Result<std::unique_ptr<BackupReader>> reader = BackupReader::open(changed(m_sealed));
    QVERIFY(reader);
    QCOMPARE((*reader)->nextPart().error().code, Error::Code::Denied);
}

void TestBackupFile::encrypted_withAnotherKey_isDenied()
{
    const Result<CheckedBackup> checked = checkBackup(changed(m_sealed), QByteArray(32, 'k'));
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, Error::Code::Denied);
}

void TestBackupFile::noBackupAtAll_isSaid()
{
    QCOMPARE(checkBackup(m_folder.filePath(u"none"_s), {}).error().code, Error::Code::NotFound);
    const Result<CheckedBackup> checked = checkBackup(changed("A letter to the baker."), {});
    QVERIFY(!checked);
    QVERIFY(checked.error().detail.contains(u"no backup of Bakehouse"_s));
}

void TestBackupFile::fileOfThatName_isNotOverwritten()
{
    const QString path = write(u"once"_s, {}, "first");
    QVERIFY(!path.isEmpty());
    const QByteArray before = contentOf(path);
    QVERIFY(write(u"once"_s, {}, "second").isEmpty());
    QCOMPARE(contentOf(path), before);
}

QTEST_GUILESS_MAIN(TestBackupFile)
#include "tst_backup_file.moc"
