#include "json_reader.h"

#include <QTest>

/// What the API takes for JSON.
class TestJsonReader : public QObject
{
    Q_OBJECT

private slots:
    void readJson_soundText_givesTheTree();
    void readJson_soundText_isAccepted_data();
    void readJson_soundText_isAccepted();
    void readJson_string_isUnescaped_data();
    void readJson_string_isUnescaped();
    void readJson_badText_isRefused_data();
    void readJson_badText_isRefused();
    void readJson_badText_saysWhere_data();
    void readJson_badText_saysWhere();
    void readJson_cutAnywhere_isRefused();
    void integer_isOnlyWhatWasWrittenAsOne_data();
    void integer_isOnlyWhatWasWrittenAsOne();
};

void TestJsonReader::readJson_soundText_givesTheTree()
{
    const auto value = readJson(R"( {"a":[1,"x",null,true],"b":{"c":-0.5e3}} )");
    QVERIFY(value);
    const JsonValue *const a = value->member(QStringLiteral("a"));
    QVERIFY(a);
    QCOMPARE(a->items.size(), size_t(4));
    QCOMPARE(a->items[0].integer(), std::optional<qint64>(1));
    QCOMPARE(a->items[1].text, QStringLiteral("x"));
    QVERIFY(a->items[2].type == JsonValue::Type::Null);
    QVERIFY(a->items[3].type == JsonValue::Type::Boolean);
    const JsonValue *const b = value->member(QStringLiteral("b"));
    QVERIFY(b);
    QCOMPARE(b->member(QStringLiteral("c"))->text, QStringLiteral("-0.5e3"));
    QVERIFY(!value->member(QStringLiteral("d")));
}

void TestJsonReader::readJson_soundText_isAccepted_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("empty object", "{}");
    row("empty array", "[]");
    row("only a number", "0");
    row("only a text", "\"\"");
    row("only a word", "null");
    row("all white space", " \t\r\n[ 1 , 2 ]\n");
    row("numbers", "[0,-0,1.5,-1.25e10,1E+2,1e-2,123456789012345678901234567890]");
    row("sixteen levels", QByteArray(16, '[') + QByteArray(16, ']'));
    row("same name on two levels", R"({"a":{"a":1}})");
    row("name without letters", R"({"":1})");
    row("delete inside a text", "\"\x7f\"");
}

void TestJsonReader::readJson_soundText_isAccepted()
{
    QFETCH(QByteArray, text);
    const auto value = readJson(text);
    QVERIFY2(value, value ? "" : qPrintable(value.error().detail));
}

void TestJsonReader::readJson_string_isUnescaped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("meant");
    QTest::newRow("short escapes")
        << QByteArray(R"("\"\\\/\b\f\n\r\t")") << QStringLiteral("\"\\/\b\f\n\r\t");
    QTest::newRow("UTF-8") << QByteArray("\"Zo\xc3\xab \xf0\x9f\x8e\x82\"")
                           << QString::fromUtf8("Zoë 🎂");
    QTest::newRow("hexadecimal") << QByteArray(R"("\u00eb\u20AC")") << QString::fromUtf8("ë€");
    QTest::newRow("surrogate pair") << QByteArray(R"("\ud83c\udf82")") << QString::fromUtf8("🎂");
    QTest::newRow("escapes between text")
        << QByteArray(R"("a\u0062c\nd")") << QStringLiteral("abc\nd");
    QTest::newRow("zero-width no-break space first")
        << QByteArray("\"\xef\xbb\xbfitems\"") << QStringLiteral("\uFEFFitems");
    QTest::newRow("NUL") << QByteArray(R"("\u0000")") << QString(QChar(0));
}

void TestJsonReader::readJson_string_isUnescaped()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, meant);
    const auto value = readJson(text);
    QVERIFY(value);
    QCOMPARE(value->text, meant);
}

void TestJsonReader::readJson_badText_isRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("white space", "  \n");
    row("two values", "{} {}");
    row("text after the value", "{}x");
    row("NUL after the value", QByteArray("{}\0", 3));
    row("only a NUL", QByteArray("\0", 1));
    row("byte order mark", "\xef\xbb\xbf{}");
    row("single quotes", "{'a':1}");
    row("name without quotes", "{a:1}");
    row("comma at the end of an array", "[1,]");
    row("comma at the end of an object", R"({"a":1,})");
    row("two commas", "[1,,2]");
    row("no comma", "[1 2]");
    row("no colon", R"({"a" 1})");
    row("no value", R"({"a":})");
    row("open array", "[1");
    row("open object", R"({"a":1)");
    row("wrong bracket", "[1}");
    row("open text", "\"abc");
    row("text ending in an escape", "\"abc\\");
    row("unknown escape", R"("\x41")");
    row("short hexadecimal escape", R"("\u12")");
    row("bad hexadecimal escape", R"("\u12g4")");
    row("signed hexadecimal escape", R"("\u+123")");
    row("half a pair", R"("\ud83c")");
    row("second half first", R"("\udf82\ud83c")");
    row("half a pair in a name", R"({"\ud83c":1})");
    row("line feed in a text", "\"a\nb\"");
    row("NUL in a text", QByteArray("\"a\0b\"", 5));
    row("bad UTF-8", "\"\xff\"");
    row("cut UTF-8", "\"\xc3\"");
    row("overlong UTF-8", "\"\xc0\xaf\"");
    row("surrogate in UTF-8", "\"\xed\xa0\x80\"");
    row("beyond Unicode", "\"\xf4\x90\x80\x80\"");
    row("zero before a number", "01");
    row("plus before a number", "+1");
    row("point first", ".5");
    row("point last", "1.");
    row("empty exponent", "1e");
    row("signed empty exponent", "1e+");
    row("only a minus", "-");
    row("hexadecimal", "0x10");
    row("not a number", "NaN");
    row("infinity", "Infinity");
    row("word in capitals", "True");
    row("long word", "nullx");
    row("comment", "[1] // two");
    row("comment inside", "[/*1*/]");
    row("same name twice", R"({"a":1,"a":1})");
    row("same name twice, once escaped", R"({"a":1,"\u0061":2})");
    row("same name twice, below", R"([{"b":{"a":1,"c":2,"a":3}}])");
    row("seventeen levels", QByteArray(17, '[') + QByteArray(17, ']'));
    row("bottomless array", QByteArray(60'000, '['));
    row("bottomless object", QByteArray("{\"a\":").repeated(10'000));
}

void TestJsonReader::readJson_badText_isRefused()
{
    QFETCH(QByteArray, text);
    const auto value = readJson(text);
    QVERIFY(!value);
    QCOMPARE(int(value.error().code), int(Error::Code::Invalid));
    QCOMPARE(value.error().field, QStringLiteral("body"));
    QVERIFY(!value.error().detail.isEmpty());
    QVERIFY(value.error().left >= 0 && value.error().left <= text.size());
}

void TestJsonReader::readJson_badText_saysWhere_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("position");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char *name, const QByteArray &text, qint64 position,
                        const char *fault) {
        QTest::newRow(name) << text << position << QString::fromLatin1(fault);
    };
    row("byte order mark", "\xef\xbb\xbf{}", 0, "byte order mark");
    row("bad UTF-8", "{\"a\":\"Zo\xc3\xab \xff\"}", 11, "UTF-8");
    row("cut UTF-8", "\"abc\xf0\x9f\x8e", 4, "UTF-8");
    row("overlong UTF-8", "\"\xe0\x80\x80\"", 1, "UTF-8");
    row("bytes after the value", "{} x", 3, "goes on");
    row("name twice", R"({"a":1,"a":2})", 10, "twice");
    row("too deep", QByteArray(20, '['), 17, "deep");
}

void TestJsonReader::readJson_badText_saysWhere()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, position);
    QFETCH(QString, fault);
    const auto value = readJson(text);
    QVERIFY(!value);
    QCOMPARE(value.error().left.value_or(-1), position);
    QVERIFY2(value.error().detail.contains(fault), qPrintable(value.error().detail));
}

void TestJsonReader::readJson_cutAnywhere_isRefused()
{
    const QByteArray whole(R"({"a":[1.5e3,"x\u0041\n",null,true,false],"b":{"c":{}}})");
    QVERIFY(readJson(whole));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!readJson(whole.first(size)));
}

void TestJsonReader::integer_isOnlyWhatWasWrittenAsOne_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("is");
    QTest::addColumn<qint64>("value");
    QTest::newRow("digits") << QByteArray("42") << true << qint64(42);
    QTest::newRow("negative") << QByteArray("-42") << true << qint64(-42);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << true
                             << std::numeric_limits<qint64>::max();
    QTest::newRow("one more") << QByteArray("9223372036854775808") << false << qint64(0);
    QTest::newRow("with a point") << QByteArray("2.0") << false << qint64(0);
    QTest::newRow("with an exponent") << QByteArray("2e0") << false << qint64(0);
    QTest::newRow("as text") << QByteArray("\"2\"") << false << qint64(0);
    QTest::newRow("true") << QByteArray("true") << false << qint64(0);
}

void TestJsonReader::integer_isOnlyWhatWasWrittenAsOne()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, is);
    QFETCH(qint64, value);
    const auto read = readJson(text);
    QVERIFY(read);
    QCOMPARE(read->integer().has_value(), is);
    QCOMPARE(read->integer().value_or(0), value);
}

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_json_reader.moc"
