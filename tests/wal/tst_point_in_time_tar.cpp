#include "point_in_time_tar.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// One member of an archive as PostgreSQL writes it.
QByteArray member(const QByteArray &name, const QByteArray &content, char type = '0')
{
    QByteArray header(512, '\0');
    header.replace(0, name.size(), name);
    header.replace(100, 8, QByteArray("0000600\0", 8));
    header.replace(124, 12, QByteArray::number(content.size(), 8).rightJustified(11, '0') + ' ');
    header.replace(148, 8, "        ");
    header[156] = type;
    int sum = 0;
    for (const char byte : header)
        sum += static_cast<unsigned char>(byte);
    header.replace(148, 8,
                   QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
    const qsizetype padding = (512 - content.size() % 512) % 512;
    return header + content + QByteArray(padding, '\0');
}

const QByteArray &end()
{
    static const QByteArray blocks(1024, '\0');
    return blocks;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

ServerAccount ourselves()
{
    return {.name = ServerAccount::currentUser()};
}

Result<void> unpack(const QString &folder, const QByteArray &archive, qsizetype portion)
{
    TarUnpacker unpacker(folder, ourselves());
    for (qsizetype at = 0; at < archive.size(); at += portion) {
        const Result<void> fed =
            unpacker.feed(archive.sliced(at, std::min(portion, archive.size() - at)));
        if (!fed)
            return fed;
    }
    return unpacker.finish();
}

}

/// The archive of a base backup, whole or not what it should be.
class TestPointInTimeTar final : public QObject
{
    Q_OBJECT
private slots:
    void unpack_inAnyPortions_givesTheFiles_data();
    void unpack_inAnyPortions_givesTheFiles();
    void unpack_badArchive_isRefused_data();
    void unpack_badArchive_isRefused();
    void unpack_cutOff_isSaid();
};

void TestPointInTimeTar::unpack_inAnyPortions_givesTheFiles_data()
{
    QTest::addColumn<qsizetype>("portion");
    QTest::newRow("byte by byte") << qsizetype(1);
    QTest::newRow("odd") << qsizetype(511);
    QTest::newRow("blocks") << qsizetype(512);
    QTest::newRow("at once") << qsizetype(1 << 20);
}

void TestPointInTimeTar::unpack_inAnyPortions_givesTheFiles()
{
    QFETCH(qsizetype, portion);
    const QTemporaryDir folder;
    const QByteArray page(8'192, 'p');
    const QByteArray archive = member("backup_label", "START WAL LOCATION")
        + member("base/", {}, '5') + member("base/1", {}, '5') + member("base/1/1234", page)
        + member("base/1/empty", {}) + member("base/1/odd", QByteArray(513, 'o')) + end();
    const Result<void> unpacked = unpack(folder.path(), archive, portion);
    QVERIFY2(unpacked, unpacked ? "" : qUtf8Printable(describe(unpacked.error())));
    QCOMPARE(contentOf(folder.filePath(u"backup_label"_s)), "START WAL LOCATION");
    QCOMPARE(contentOf(folder.filePath(u"base/1/1234"_s)), page);
    QCOMPARE(contentOf(folder.filePath(u"base/1/empty"_s)), "");
    QCOMPARE(contentOf(folder.filePath(u"base/1/odd"_s)), QByteArray(513, 'o'));
}

void TestPointInTimeTar::unpack_badArchive_isRefused_data()
{
    QTest::addColumn<QByteArray>("archive");
    QTest::newRow("a way up") << member("../outside", "x") + end();
    QTest::newRow("a way up inside") << member("base/../../outside", "x") + end();
    QTest::newRow("an absolute name") << member("/tmp/outside", "x") + end();
    QTest::newRow("a link") << member("pg_tblspc/1", {}, '2') + end();
    QTest::newRow("no name") << member("", "x") + end();
    QTest::newRow("no archive") << QByteArray(2'048, 'x');
}

void TestPointInTimeTar::unpack_badArchive_isRefused()
{
    QFETCH(QByteArray, archive);
    const QTemporaryDir parent;
    const QString folder = parent.filePath(u"cluster"_s);
    QVERIFY(QDir().mkpath(folder));
    const Result<void> unpacked = unpack(folder, archive, 4'096);
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, Error::Code::Conflict);
    QVERIFY(!QFile::exists(parent.filePath(u"outside"_s)));
}

void TestPointInTimeTar::unpack_cutOff_isSaid()
{
    const QTemporaryDir folder;
    const QByteArray archive = member("backup_label", "START WAL LOCATION") + end();
    for (const qsizetype size : {0, 100, 512, 600, 1'024})
        QVERIFY2(!unpack(folder.path(), archive.first(size), 4'096),
                 qPrintable(QString::number(size)));
}

QTEST_GUILESS_MAIN(TestPointInTimeTar)
#include "tst_point_in_time_tar.moc"
