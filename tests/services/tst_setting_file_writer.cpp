#include "setting_file_writer.h"
#include "settings_files.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Changes = QHash<QString, QString>;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void fill(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

}

/// Settings written into a file read back as they were meant, and leave the rest of it alone.
class TestSettingFileWriter : public QObject
{
    Q_OBJECT
private slots:
    void change_anyValue_readsBackExactly_data();
    void change_anyValue_readsBackExactly();
    void change_leavesTheRestAlone_data();
    void change_leavesTheRestAlone();
    void change_valueNoFileHolds_namesTheKey_data();
    void change_valueNoFileHolds_namesTheKey();
    void change_brokenFile_namesTheLine();
    void write_newFile_isForItsOwner();
    void write_knownFile_keepsItsRights();
    void write_folderGone_isUnavailable();
    void write_brokenFile_staysAsItWas();
};

void TestSettingFileWriter::change_anyValue_readsBackExactly_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("a word") << u"staff"_s;
    QTest::newRow("some words") << u"Bakery at the corner"_s;
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("a hash") << u"Corner # 1"_s;
    QTest::newRow("begins with a hash") << u"#1"_s;
    QTest::newRow("a semicolon") << u"20:price:5:5:2; 21:weight:5:5:3"_s;
    QTest::newRow("quotes") << u"the \"good\" one's"_s;
    QTest::newRow("begins with a quote") << u"\"open"_s;
    QTest::newRow("a backslash") << u"C:\\new\\"_s;
    QTest::newRow("a backslash before n") << u"\\n"_s;
    QTest::newRow("lines") << u"Mill Lane 4\nAB1 2CD Town\n"_s;
    QTest::newRow("blanks around") << u"  x  "_s;
    QTest::newRow("a tab and a return") << u"\tx\r"_s;
    QTest::newRow("equals and brackets") << u"[a] = [b]"_s;
    QTest::newRow("other scripts") << u"Bäckerei Ørsted 面包 🥐"_s;
    QTest::newRow("right to left") << u"\u202emirrored\u202c"_s;
}

void TestSettingFileWriter::change_anyValue_readsBackExactly()
{
    QFETCH(const QString, value);
    const QByteArray file = "# first\nshop.name = \"x\" # why\n[orders]\nflow = staff\n";
    const Changes changes {{u"shop.name"_s, value}, {u"orders.flow"_s, value}, {u"z.new"_s, value}};
    const Result<QByteArray> changed = changedSettings(file, changes);
    QVERIFY(changed);
    const Result<QHash<QString, QString>> read = parseSettingsFile(*changed);
    QVERIFY(read);
    QCOMPARE(*read, changes);
    const Result<QByteArray> again = changedSettings(*changed, changes);
    QVERIFY(again);
    QCOMPARE(*again, *changed);
}

void TestSettingFileWriter::change_leavesTheRestAlone_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<Changes>("changes");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const Changes &changes,
                        const QByteArray &after) {
        QTest::newRow(name) << before << changes << after;
    };
    const QString port = u"api.port"_s;
    row("an empty file", "", {{port, u"1"_s}}, "api.port = 1\n");
    row("no end of line", "a.b = 1", {{port, u"1"_s}}, "a.b = 1\napi.port = 1\n");
    row("comments and blanks", "# top\n\n; old\napi.port = 2   # door\n\n", {{port, u"1"_s}},
        "# top\n\n; old\napi.port = 1 # door\n\n");
    row("an unknown line", "later.thing=7\n", {{port, u"1"_s}}, "later.thing=7\napi.port = 1\n");
    row("in its section", "[api]\nport = 2\n", {{port, u"1"_s}}, "[api]\nport = 1\n");
    row("never below another section", "a.b = 1\n\n# who\n[orders]\nflow = staff\n",
        {{port, u"1"_s}}, "a.b = 1\n\napi.port = 1\n# who\n[orders]\nflow = staff\n");
    row("twice", "api.port = 2\napi.port = 3\n", {{port, u"1"_s}}, "api.port = 2\napi.port = 1\n");
    row("taken out everywhere", "api.port = 2\n[api]\nport = 3\nlisten = ::\n", {{port, QString()}},
        "[api]\nlisten = ::\n");
    row("taken out though not there", "# x\n", {{port, QString()}}, "# x\n");
    row("lines of another system", "api.port = 2\r\na.b = 1\r\n", {{port, u"1"_s}},
        "api.port = 1\r\na.b = 1\r\n");
}

void TestSettingFileWriter::change_leavesTheRestAlone()
{
    QFETCH(const QByteArray, before);
    QFETCH(const Changes, changes);
    QFETCH(const QByteArray, after);
    const Result<QByteArray> changed = changedSettings(before, changes);
    QVERIFY(changed);
    QCOMPARE(*changed, after);
}

void TestSettingFileWriter::change_valueNoFileHolds_namesTheKey_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("a zero") << u"shop.name"_s << u"a"_s + QChar(0) + u"b"_s;
    QTest::newRow("half a character") << u"shop.name"_s << u"a"_s + QChar(0xd83e);
    QTest::newRow("a key that is none") << u"shop name"_s << u"a"_s;
    QTest::newRow("a key of two lines") << u"a\nb"_s << u"a"_s;
}

void TestSettingFileWriter::change_valueNoFileHolds_namesTheKey()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    const Result<QByteArray> changed =
        changedSettings("a.b = 1\n", {{u"a.b"_s, u"2"_s}, {key, value}});
    QVERIFY(!changed);
    QCOMPARE(changed.error().reason, Error::Reason::BadField);
    QCOMPARE(changed.error().field, key);
}

void TestSettingFileWriter::change_brokenFile_namesTheLine()
{
    const Result<QByteArray> changed = changedSettings("a.b = 1\nnonsense\n", {{u"a.b"_s, u"2"_s}});
    QVERIFY(!changed);
    QCOMPARE(changed.error().reason, Error::Reason::BadRow);
    QCOMPARE(changed.error().left, std::optional<qint64>(2));
}

void TestSettingFileWriter::write_newFile_isForItsOwner()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.ini"_s);
    QVERIFY(writeSettings(path, {{u"shop.name"_s, u"Corner"_s}}));
    QCOMPARE(contentOf(path), QByteArray("shop.name = Corner\n"));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void TestSettingFileWriter::write_knownFile_keepsItsRights()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.ini"_s);
    fill(path, "# mine\n");
    const QFile::Permissions rights = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
    QVERIFY(QFile::setPermissions(path, rights));
    QVERIFY(writeSettings(path, {{u"shop.name"_s, u"Corner"_s}}));
    QCOMPARE(contentOf(path), QByteArray("# mine\nshop.name = Corner\n"));
    QVERIFY(QFile::permissions(path).testFlag(QFile::ReadGroup));
    QVERIFY(!QFile::permissions(path).testFlag(QFile::ReadOther));
}

void TestSettingFileWriter::write_folderGone_isUnavailable()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"gone/settings.ini"_s);
    const Result<void> written = writeSettings(path, {{u"shop.name"_s, u"Corner"_s}});
    QVERIFY(!written);
    QCOMPARE(written.error().code, Error::Code::Unavailable);
    QCOMPARE(written.error().field, path);
}

void TestSettingFileWriter::write_brokenFile_staysAsItWas()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.ini"_s);
    fill(path, "a.b = 1\n[open\n");
    const Result<void> written = writeSettings(path, {{u"a.b"_s, u"2"_s}});
    QVERIFY(!written);
    QCOMPARE(written.error().field, path);
    QCOMPARE(contentOf(path), QByteArray("a.b = 1\n[open\n"));
}

QTEST_GUILESS_MAIN(TestSettingFileWriter)
#include "tst_setting_file_writer.moc"
