#include "wal_sealed_file.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 generous = qint64(64) << 20;

SealKey someKey()
{
    return QByteArray(32, 'k');
}

QByteArray noise(qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = char(random.bounded(256));
    return bytes;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("%s could not be written", qUtf8Printable(path));
}

}

/// Files on the backup target: they give back what was written, or say that they cannot.
class TestWalSealedFile final : public QObject
{
    Q_OBJECT
private slots:
    void whole_ofWritten_isTheSame_data();
    void whole_ofWritten_isTheSame();
    void anyChangedByte_isFound_data();
    void anyChangedByte_isFound();
    void anyMissingEnd_isFound();
    void moreAtTheEnd_isFound();
    void otherKey_isDenied();
    void noKey_isDenied();
    void encrypted_showsNothing();
    void whole_beyondItsLimit_isRefused();
    void unfinished_leavesNothing();
    void rewritten_isReplacedAtOnce();

private:
    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(u"file"_s); }
};

void TestWalSealedFile::whole_ofWritten_isTheSame_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("one byte") << QByteArray("x") << QByteArray();
    QTest::newRow("noise of three megabytes") << noise(3 << 20) << QByteArray();
    QTest::newRow("zeros of sixteen megabytes") << QByteArray(16 << 20, '\0') << QByteArray();
    QTest::newRow("exactly one portion") << QByteArray(1 << 20, 'p') << QByteArray();
    QTest::newRow("nothing, encrypted") << QByteArray() << someKey();
    QTest::newRow("noise, encrypted") << noise(300'000) << someKey();
    QTest::newRow("zeros, encrypted") << QByteArray(5 << 20, '\0') << someKey();
}

void TestWalSealedFile::whole_ofWritten_isTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, key);
    const Result<qint64> size = SealedWriter::write(path(), bytes, key);
    QVERIFY(size);
    QCOMPARE(*size, QFileInfo(path()).size());
    QVERIFY(SealedReader::check(path()));
    const Result<QByteArray> read = SealedReader::whole(path(), key, generous);
    QVERIFY2(read, read ? "" : qUtf8Printable(describe(read.error())));
    QVERIFY(*read == bytes);
}

void TestWalSealedFile::anyChangedByte_isFound_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("plain") << QByteArray();
    QTest::newRow("encrypted") << someKey();
}

void TestWalSealedFile::anyChangedByte_isFound()
{
    QFETCH(QByteArray, key);
    QVERIFY(SealedWriter::write(path(), noise(300), key));
    const QByteArray good = contentOf(path());
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = char(bad.at(i) ^ (1 << (i % 8)));
        overwrite(path(), bad);
        const Result<void> checked = SealedReader::check(path());
        QVERIFY2(!checked, qPrintable(QString::number(i)));
        QCOMPARE(checked.error().field, path());
        QVERIFY2(!SealedReader::whole(path(), key, generous), qPrintable(QString::number(i)));
    }
}

void TestWalSealedFile::anyMissingEnd_isFound()
{
    QVERIFY(SealedWriter::write(path(), noise(300)));
    const QByteArray good = contentOf(path());
    for (qsizetype size = 0; size < good.size(); ++size) {
        overwrite(path(), good.first(size));
        QVERIFY2(!SealedReader::check(path()), qPrintable(QString::number(size)));
        QVERIFY2(!SealedReader::whole(path(), {}, generous), qPrintable(QString::number(size)));
    }
}

void TestWalSealedFile::moreAtTheEnd_isFound()
{
    QVERIFY(SealedWriter::write(path(), noise(300)));
    overwrite(path(), contentOf(path()) + 'x');
    QVERIFY(!SealedReader::check(path()));
    QVERIFY(!SealedReader::whole(path(), {}, generous));
}

void TestWalSealedFile::otherKey_isDenied()
{
    QVERIFY(SealedWriter::write(path(), "secret", someKey()));
    const Result<QByteArray> read = SealedReader::whole(path(), QByteArray(32, 'o'), generous);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Denied);
}

void TestWalSealedFile::noKey_isDenied()
{
    QVERIFY(SealedWriter::write(path(), "secret", someKey()));
    const Result<QByteArray> read = SealedReader::whole(path(), {}, generous);
    QVERIFY(!read);
    QCOMPARE(read.error().code, Error::Code::Denied);
    QVERIFY(SealedReader::check(path())); // The sum needs no key.
}

void TestWalSealedFile::encrypted_showsNothing()
{
    QVERIFY(SealedWriter::write(path(), "secret", someKey()));
    QVERIFY(!contentOf(path()).contains("secret"));
    QVERIFY(SealedWriter::write(path(), "secret"));
    QVERIFY(contentOf(path()).contains("secret")); // So the test above can fail.
}

void TestWalSealedFile::whole_beyondItsLimit_isRefused()
{
    QVERIFY(SealedWriter::write(path(), QByteArray(8 << 20, '\0')));
    QVERIFY(!SealedReader::whole(path(), {}, 4 << 20));
}

void TestWalSealedFile::unfinished_leavesNothing()
{
    const QString unfinished = m_folder.filePath(u"unfinished"_s);
    {
        SealedWriter writer(unfinished);
        QVERIFY(writer.open());
        QVERIFY(writer.write(noise(100'000)));
        QVERIFY(QFile::exists(unfinished + u".new"_s));
    }
    QVERIFY(!QFile::exists(unfinished));
    QVERIFY(!QFile::exists(unfinished + u".new"_s));
}

void TestWalSealedFile::rewritten_isReplacedAtOnce()
{
    QVERIFY(SealedWriter::write(path(), "before"));
    {
        SealedWriter writer(path());
        QVERIFY(writer.open());
        QVERIFY(writer.write("after"));
        QCOMPARE(*SealedReader::whole(path(), {}, generous), "before");
        QVERIFY(writer.commit());
    }
    QCOMPARE(*SealedReader::whole(path(), {}, generous), "after");
}

QTEST_GUILESS_MAIN(TestWalSealedFile)
#include "tst_wal_sealed_file.moc"
