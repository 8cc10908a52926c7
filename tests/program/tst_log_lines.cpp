#include "log_lines.h"
#include "log_scope.h"
#include "settings.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

QDateTime someTime()
{
    return QDateTime(QDate(2026, 3, 2), QTime(8, 0, 1, 234), Qt::UTC);
}

Settings settingsWith(const QHash<QString, QString> &values)
{
    const Result<Settings> settings = Settings::load({}, {}, {}, values);
    if (!settings)
        qFatal("%s", qPrintable(describe(settings.error())));
    return *settings;
}

}

/// How a line of the log is written as JSON, and which lines are written.
class TestLogLines : public QObject
{
    Q_OBJECT

private slots:
    void json_line_saysWhenHowBadAndWhere();
    void json_level_hasItsWord_data();
    void json_level_hasItsWord();
    void json_hostileMessage_staysOneLineOfAscii_data();
    void json_hostileMessage_staysOneLineOfAscii();
    void json_scope_addsIdAndFields();
    void json_innermostScope_counts();
    void json_emptyId_isLeftOut();
    void text_line_saysWhenHowBadAndWhere();
    void text_hostileMessage_staysOneLine_data();
    void text_hostileMessage_staysOneLine();
    void rules_level_leavesOutWhatIsLess_data();
    void rules_level_leavesOutWhatIsLess();
    void rules_access_isOffUnlessAskedFor();
};

void TestLogLines::json_line_saysWhenHowBadAndWhere()
{
    const QByteArray line = jsonLogLine({.type = QtWarningMsg,
                                         .category = u"bakehouse.api"_s,
                                         .message = u"call failed"_s,
                                         .at = someTime()});
    QCOMPARE(line,
             R"({"time":"2026-03-02T08:00:01.234Z","level":"warning","category":"bakehouse.api",)"
             R"("message":"call failed"})");
}

void TestLogLines::json_level_hasItsWord_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("word");
    QTest::newRow("debug") << int(QtDebugMsg) << u"debug"_s;
    QTest::newRow("info") << int(QtInfoMsg) << u"info"_s;
    QTest::newRow("warning") << int(QtWarningMsg) << u"warning"_s;
    QTest::newRow("error") << int(QtCriticalMsg) << u"error"_s;
    QTest::newRow("fatal") << int(QtFatalMsg) << u"fatal"_s;
}

void TestLogLines::json_level_hasItsWord()
{
    QFETCH(const int, type);
    QFETCH(const QString, word);
    const QByteArray line = jsonLogLine({.type = QtMsgType(type), .at = someTime()});
    QCOMPARE(QJsonDocument::fromJson(line).object()[u"level"_s].toString(), word);
}

void TestLogLines::json_hostileMessage_staysOneLineOfAscii_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("line feed") << u"a\n{\"level\":\"error\"}"_s;
    QTest::newRow("carriage return") << u"a\rb"_s;
    QTest::newRow("colours of a terminal") << u"\x1b[31mred\x1b[0m"_s;
    QTest::newRow("C1 control sequence") << u"a\u009b31mb"_s;
    QTest::newRow("delete") << u"a\u007fb"_s;
    QTest::newRow("nothing at all") << u"a"_s + QChar(u'\0') + u"b"_s;
    QTest::newRow("turned direction") << u"a\u202eb"_s;
    QTest::newRow("line separator") << u"a\u2028b"_s;
    QTest::newRow("quotes and backslashes") << uR"(a"b\c\"d)"_s;
    QTest::newRow("letters of the world") << u"Zoë Müller 🥖"_s;
    QTest::newRow("half a pair") << u"a"_s + QChar(0xd83e) + u"b"_s;
}

void TestLogLines::json_hostileMessage_staysOneLineOfAscii()
{
    QFETCH(const QString, message);
    const QByteArray line =
        jsonLogLine({.category = u"cat\n"_s + message, .message = message, .at = someTime()});
    for (const char c : line)
        QVERIFY2(c >= 0x20 && c < 0x7f, line.constData());
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(line, &error).object();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(object.size(), 4);
    QCOMPARE(object[u"message"_s].toString(), message);
}

void TestLogLines::json_scope_addsIdAndFields()
{
    const std::array fields {LogField {"route", QByteArrayView("/api/orders/{id}")},
                             LogField {"status", qint64(404)}};
    const LogScope scope("abc-1", fields);
    QCOMPARE(LogScope::current(), &scope);
    const QByteArray line = jsonLogLine({.at = someTime(), .scope = LogScope::current()});
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object[u"request_id"_s].toString(), u"abc-1"_s);
    QCOMPARE(object[u"route"_s].toString(), u"/api/orders/{id}"_s);
    QCOMPARE(object[u"status"_s], QJsonValue(404));
}

void TestLogLines::json_innermostScope_counts()
{
    QVERIFY(!LogScope::current());
    {
        const LogScope outer("outer");
        {
            const LogScope inner("inner");
            QCOMPARE(LogScope::current()->requestId(), "inner");
        }
        QCOMPARE(LogScope::current()->requestId(), "outer");
    }
    QVERIFY(!LogScope::current());
}

void TestLogLines::json_emptyId_isLeftOut()
{
    const LogScope scope({});
    const QByteArray line = jsonLogLine({.at = someTime(), .scope = LogScope::current()});
    QVERIFY(!QJsonDocument::fromJson(line).object().contains(u"request_id"_s));
}

void TestLogLines::text_line_saysWhenHowBadAndWhere()
{
    const std::array fields {LogField {"status", qint64(404)}};
    const LogScope scope("abc-1", fields);
    QCOMPARE(textLogLine({.type = QtWarningMsg,
                          .category = u"bakehouse.api"_s,
                          .message = u"call failed: Müller"_s,
                          .at = someTime(),
                          .scope = LogScope::current()}),
             "2026-03-02T08:00:01.234Z warning bakehouse.api: call failed: M\xc3\xbcller "
             "request=abc-1 status=404");
}

void TestLogLines::text_hostileMessage_staysOneLine_data()
{
    json_hostileMessage_staysOneLineOfAscii_data();
}

void TestLogLines::text_hostileMessage_staysOneLine()
{
    QFETCH(const QString, message);
    const QString line = QString::fromUtf8(
        textLogLine({.category = u"cat\n"_s + message, .message = message, .at = someTime()}));
    for (const QChar c : line)
        QVERIFY2(c.isPrint() || c.isSurrogate(), qPrintable(line));
    QVERIFY(!line.contains(QChar::ReplacementCharacter));
}

void TestLogLines::rules_level_leavesOutWhatIsLess_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("rules");
    QTest::newRow("everything") << u"debug"_s << QString();
    QTest::newRow("from info") << u"info"_s << u"*.debug=false"_s;
    QTest::newRow("from warnings") << u"warning"_s << u"*.debug=false\n*.info=false"_s;
    QTest::newRow("errors") << u"error"_s << u"*.debug=false\n*.info=false\n*.warning=false"_s;
}

void TestLogLines::rules_level_leavesOutWhatIsLess()
{
    QFETCH(const QString, level);
    QFETCH(const QString, rules);
    QCOMPARE(logRules(settingsWith({{u"log.level"_s, level}})), rules);
}

void TestLogLines::rules_access_isOffUnlessAskedFor()
{
    QVERIFY(!logRules(settingsWith({})).contains(u"access"_s));
    QVERIFY(logRules(settingsWith({{u"log.access"_s, u"yes"_s}, {u"log.level"_s, u"error"_s}}))
                .endsWith(u"bakehouse.access.info=true"_s));
}

QTEST_GUILESS_MAIN(TestLogLines)
#include "tst_log_lines.moc"
