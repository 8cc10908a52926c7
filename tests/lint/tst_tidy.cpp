#include "code_rules.h"
#include "layer_rules.h"
#include "text_rules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;

namespace {
using Rule = QStringList (*)(const SourceFile &);

/// Files longer than the measure, each with the length it has; core/DECISIONS.md says why.
const LengthExceptions exceptions {
    {u"tests/store/tst_database.cpp"_s, 420}, // one server and its faults, one fixture
};

QStringList fileLength(const SourceFile &file)
{
    return fileLengthFaults(file, exceptions);
}

/// Every rule that looks at one file.
const std::vector<Rule> rules {
    libraryFaults,  fileLength,         lineLengthFaults, functionLengthFaults, pragmaFaults,
    leftoverFaults, classCommentFaults, sqlFaults,        oldSignalFaults,      connectFaults,
    thenFaults,     routeFaults,        waitFaults,       floatFaults,          lookFaults,
    builtSqlFaults, richTextFaults,
};

QStringList treeFaults(const std::vector<SourceFile> &files)
{
    QStringList faults = layerFaults(files) + sameNameFaults(files);
    for (const SourceFile &file : files) {
        for (const Rule rule : rules)
            faults << rule(file);
    }
    return faults;
}

QString repeated(const QString &line, int times)
{
    return line.repeated(times);
}

/// Adds one row: what @p rule finds in @p content under @p path.
void row(const char *name, Rule rule, const QString &path, const QString &content, int faults)
{
    QTest::newRow(name) << std::function<QStringList(const SourceFile &)>(rule) << path << content
                        << faults;
}

void libraryRows()
{
    const QString store = u"core/store/a.cpp"_s;
    const QString services = u"core/services/a.cpp"_s;
    row("Qt SQL in the store", libraryFaults, store, u"#include <QSqlQuery>"_s, 0);
    row("Qt SQL in a service", libraryFaults, services, u"#include <QSqlQuery>"_s, 1);
    row("Qt SQL by its folder", libraryFaults, services, u"#include <QtSql/QSqlQuery>"_s, 1);
    row("Qt SQL in the window", libraryFaults, u"ui/a.cpp"_s, u"#include <QSqlDatabase>"_s, 1);
    row("libpq in the api", libraryFaults, u"core/api/a.cpp"_s, u"#  include <libpq-fe.h>"_s, 1);
    row("a widget in the window", libraryFaults, u"ui/a.cpp"_s, u"#include <QLabel>"_s, 0);
    row("a widget in a service", libraryFaults, services, u"#include <QLabel>"_s, 1);
    row("a widget in the command line", libraryFaults, u"app/ctl/a.cpp"_s,
        u"#include <QApplication>"_s, 1);
    row("the HTTP server in a service", libraryFaults, services, u"#include <QHttpServer>"_s, 1);
    row("a way up", libraryFaults, store, u"#include \"../domain/money.h\""_s, 1);
    row("an include in a comment", libraryFaults, services, u"// #include <QSqlQuery>"_s, 0);
}

void textRows()
{
    const QString header = u"core/domain/a.h"_s;
    const QString source = u"core/domain/a.cpp"_s;
    row("a header of 150 lines", fileLength, header, repeated(u"\n"_s, 150), 0);
    row("a header of 151 lines", fileLength, header, repeated(u"\n"_s, 151), 1);
    row("a source of 400 lines", fileLength, source, repeated(u"\n"_s, 400), 0);
    row("a source of 401 lines", fileLength, source, repeated(u"\n"_s, 401), 1);
    row("a line of 100 letters", lineLengthFaults, source, repeated(u"ä"_s, 100), 0);
    row("a line of 101 letters", lineLengthFaults, source, repeated(u"ä"_s, 101), 1);
    const QString body = u"void f()\n{\n%1}\n"_s;
    row("a function of 60 lines", functionLengthFaults, source,
        body.arg(repeated(u"    g();\n"_s, 58)), 0);
    row("a function of 61 lines", functionLengthFaults, source,
        body.arg(repeated(u"    g();\n"_s, 59)), 1);
    row("a long function in a class", functionLengthFaults, source,
        u"class A\n{\n    void f()\n    {\n%1    }\n};\n"_s.arg(repeated(u"\n"_s, 59)), 1);
    row("a long class", functionLengthFaults, source,
        u"class A\n{\n%1};\n"_s.arg(repeated(u"\n"_s, 80)), 0);
    row("#pragma once", pragmaFaults, header, u"#pragma once\n"_s, 0);
    row("an include guard", pragmaFaults, header, u"#ifndef A_H\n"_s, 1);
    row("a source needs no guard", pragmaFaults, source, u"int a;\n"_s, 0);
    row("a note to oneself", leftoverFaults, source, u"int a; // TODO later\n"_s, 1);
    row("a note over lines", leftoverFaults, source, u"/* a\n * FIXME b */\n"_s, 1);
    row("a note in a text", leftoverFaults, source, u"auto a = \"TODO\";\n"_s, 0);
}

void classRows()
{
    const QString header = u"core/domain/a.h"_s;
    row("a class that says what it is", classCommentFaults, header, u"/// A.\nclass A\n{\n};\n"_s,
        0);
    row("a class that does not", classCommentFaults, header, u"class A\n{\n};\n"_s, 1);
    row("a struct that does not", classCommentFaults, header, u"int b;\n\nstruct A {\n};\n"_s, 1);
    row("a template that says so above", classCommentFaults, header,
        u"/// A.\ntemplate <typename T>\nclass A\n{\n};\n"_s, 0);
    row("a template in one line that does not", classCommentFaults, header,
        u"template <typename T> class A\n{\n};\n"_s, 1);
    row("a specialisation", classCommentFaults, header, u"template <> class A<int>\n{\n};\n"_s, 0);
    row("a partial specialisation", classCommentFaults, header,
        u"template <typename T> struct A<B<T>> {\n};\n"_s, 0);
    row("a derived class that does not", classCommentFaults, header,
        u"class A final : public B<int>\n{\n};\n"_s, 1);
    row("a name told before", classCommentFaults, header, u"class A;\nstruct B;\n"_s, 0);
    row("a class in a source", classCommentFaults, u"core/domain/a.cpp"_s, u"class A\n{\n};\n"_s,
        0);
}

void sqlRows()
{
    const QString store = u"core/store/a.cpp"_s;
    const auto literal = [](const QString &text) { return u"f(u\"%1\"_s);\n"_s.arg(text); };
    row("SELECT", sqlFaults, store, literal(u"SELECT id FROM orders"_s), 1);
    row("SELECT of a function", sqlFaults, store, literal(u"SELECT place_orders($1)"_s), 1);
    row("INSERT", sqlFaults, u"app/ctl/a.cpp"_s, literal(u"INSERT INTO orders"_s), 1);
    row("UPDATE", sqlFaults, u"ui/a.cpp"_s, literal(u"UPDATE orders SET state = 1"_s), 1);
    row("DELETE", sqlFaults, u"core/api/a.cpp"_s, literal(u"DELETE FROM orders"_s), 1);
    row("CREATE TABLE", sqlFaults, store, literal(u"CREATE TABLE a (b int)"_s), 1);
    row("SQL in small letters", sqlFaults, store, literal(u"select id from orders"_s), 1);
    row("SQL over two texts", sqlFaults, store, u"f(u\"SELECT id \"\n  u\"FROM orders\"_s);\n"_s,
        1);
    row("two texts that are not one", sqlFaults, store, u"f(\"SELECT id \", \"FROM orders\");\n"_s,
        0);
    row("SQL as raw text", sqlFaults, store, u"f(R\"x(SELECT a,\n b FROM c)x\");\n"_s, 1);
    row("SQL in a comment", sqlFaults, store, u"// SELECT id FROM orders\n"_s, 0);
    row("SQL in a test", sqlFaults, u"tests/store/a.cpp"_s, literal(u"SELECT id FROM orders"_s), 0);
    row("a sentence", sqlFaults, u"ui/a.cpp"_s, literal(u"Select a roll from the list"_s), 0);
    row("the name of a statement", sqlFaults, store, literal(u"order_insert"_s), 0);
}

void valueRows()
{
    const QString store = u"core/store/a.cpp"_s;
    const QString screen = u"ui/sell/a.cpp"_s;
    row("a value bound", builtSqlFaults, store, u"sql.one(u\"find\"_s, {id + 1});"_s, 0);
    row("a value built in", builtSqlFaults, store, u"q.exec(u\"x %1\"_s.arg(id));"_s, 1);
    row("a value added", builtSqlFaults, store, u"sql.run(text + name);"_s, 1);
    row("work in a lane", builtSqlFaults, store, u"m_lane.run([=](Sql &s) { f(a + b); });"_s, 0);
    row("a plain label", richTextFaults, screen,
        u"A::A() : QLabel(t) { setTextFormat(Qt::PlainText); }"_s, 0);
    row("a label as it comes", richTextFaults, screen, u"auto *a = new QLabel(name, this);"_s, 1);
    row("a message box", richTextFaults, screen, u"QMessageBox::warning(this, a, b);"_s, 1);
    row("HTML", richTextFaults, screen, u"view->setHtml(text);"_s, 1);
    row("a tool tip of data", richTextFaults, screen, u"a->setToolTip(order.name);"_s, 1);
}

void signalRows()
{
    const QString source = u"core/services/a.cpp"_s;
    row("SIGNAL", oldSignalFaults, source, u"a(SIGNAL(clicked()));"_s, 1);
    row("SLOT", oldSignalFaults, source, u"a(SLOT(close()));"_s, 1);
    row("sender()", oldSignalFaults, source, u"auto *a = sender();"_s, 1);
    row("a sender that is named", oldSignalFaults, source, u"whenDone(sender, a);"_s, 0);
    row("connect with a context", connectFaults, source,
        u"connect(a, &A::b, this, [a, b] { c(a, b); });"_s, 0);
    row("connect without one", connectFaults, source,
        u"    connect(a, &A::b, [this] { c(1, 2, 3); });"_s, 1);
    row("QObject::connect without one", connectFaults, source,
        u"QObject::connect(a, &A::b, [] {});"_s, 1);
    row("a kept connection without one", connectFaults, source,
        u"const auto c = connect(a, &A::b, f);"_s, 1);
    row("connect over lines", connectFaults, source,
        u"connect(a, &A::b,\n        this,\n        &B::c);"_s, 0);
    row("the socket's connect", connectFaults, source, u"::connect(fd, address, length);"_s, 0);
    row("a method named connect", connectFaults, source,
        u"m_line.connect();\nm_line->connect(1);"_s, 0);
    row("its declaration", connectFaults, source,
        u"    bool connect(int a, int b, int c);\nResult<void> Line::connect(int a, int b, int "
        "c)"_s,
        0);
    row("a call that hands on its result", connectFaults, source,
        u"    return connect(a, &A::b, f);"_s, 1);
    row("then with a context", thenFaults, source, u"future.then(this, [](int) {});"_s, 1);
    row("then as a mapping", thenFaults, source,
        u"return future.then([](int a, int b) { return a; });"_s, 0);
    row("then in a pool", thenFaults, source, u"future\n    .then(&pool, [] {});"_s, 1);
    row("a route through the responder", routeFaults, u"core/api/a.cpp"_s,
        u"m_server.route(u\"/\"_s, [](QHttpServerResponder &&r) { answer(r, f()); });"_s, 0);
    row("a route that returns a future", routeFaults, u"core/api/a.cpp"_s,
        u"m_server.route(u\"/\"_s, [](int id) -> QFuture<int> { return f(id); });"_s, 1);
    row("a route that starts a thread", routeFaults, u"core/api/a.cpp"_s,
        u"m_server.route(u\"/\"_s, [] { return QtConcurrent::run(f); });"_s, 1);
    row("a future of an answer", routeFaults, u"core/api/a.h"_s,
        u"QFuture<QHttpServerResponse> place();"_s, 1);
}

void lookRows()
{
    const QString screen = u"ui/sell/a.cpp"_s;
    row("a colour in numbers", lookFaults, screen, u"QColor(42, 32, 25);"_s, 1);
    row("a named colour in numbers", lookFaults, screen, u"const QColor ink {0x2A, 0, 0};"_s, 1);
    row("a colour as qRgb", lookFaults, screen, u"f(qRgb(a, b, c));"_s, 1);
    row("a colour of a number", lookFaults, screen, u"QColor::fromRgb(0x2A2019);"_s, 1);
    row("a colour in a text", lookFaults, screen, u"f(u\"color: #2a2019;\"_s);"_s, 1);
    row("a colour in the theme", lookFaults, u"ui/theme/a.cpp"_s, u"QColor(42, 32, 25);"_s, 0);
    row("a colour in a test", lookFaults, u"tests/ui/a.cpp"_s, u"f(u\"#2a2019\"_s);"_s, 0);
    row("a colour by its role", lookFaults, screen, u"QColor ink(theme.color(Role::Ink));"_s, 0);
    row("no colour", lookFaults, screen, u"QColor(); QColor ink;"_s, 0);
    row("an order number", lookFaults, screen, u"f(u\"Order #1234\"_s);"_s, 0);
    row("text in pixels", lookFaults, screen, u"font.setPixelSize(14);"_s, 1);
    row("text in pixels of the theme", lookFaults, u"ui/theme/a.cpp"_s, u"f.setPixelSize(14);"_s,
        0);
}

void habitRows()
{
    const QString test = u"tests/store/tst_a.cpp"_s;
    row("a skipped test", waitFaults, test, u"    QSKIP(\"no server\");"_s, 1);
    row("a test for root alone", waitFaults, test, u"    QSKIP(\"only root may\");"_s, 0);
    row("a sleeping test", waitFaults, test, u"    QTest::qSleep(100);"_s, 1);
    row("a test that waits for time", waitFaults, test, u"    QTest::qWait(100);"_s, 1);
    row("a sleeping thread of a test", waitFaults, test, u"std::this_thread::sleep_for(1s);"_s, 1);
    row("a test that waits for a state", waitFaults, test, u"    QTRY_VERIFY(till.idle());"_s, 0);
    row("a price in a double", floatFaults, u"core/domain/a.h"_s, u"double price = 0;"_s, 1);
    row("an amount read as a double", floatFaults, u"core/api/a.cpp"_s, u"f(amount.toDouble());"_s,
        1);
    row("a rate of sales in a double", floatFaults, u"core/domain/a.h"_s,
        u"double perSecond = 0;"_s, 0);
    row("a double in a comment", floatFaults, u"core/domain/a.h"_s,
        u"Money money; // Never a double."_s, 0);
}
}

/// The style of the house, as far as a program can read it. Each rule is tried on small good and
/// bad pieces first, because a rule that cannot fail is worth nothing.
class TidyTest final : public QObject
{
    Q_OBJECT
private slots:
    void rule_onASnippet_findsWhatIsWrong_data();
    void rule_onASnippet_findsWhatIsWrong();
    void layers_onAFile_followTheTable_data();
    void layers_onAFile_followTheTable();
    void layers_seenThroughAHeader_areFound();
    void names_usedTwice_areFound();
    void exception_noLongerNeeded_isFound();
    void folder_addedToTheTree_isRead();
    void tree_asItStands_isTidy();
};

void TidyTest::rule_onASnippet_findsWhatIsWrong_data()
{
    QTest::addColumn<std::function<QStringList(const SourceFile &)>>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("content");
    QTest::addColumn<int>("faults");
    libraryRows();
    textRows();
    classRows();
    sqlRows();
    valueRows();
    signalRows();
    lookRows();
    habitRows();
}

void TidyTest::rule_onASnippet_findsWhatIsWrong()
{
    using AnyRule = std::function<QStringList(const SourceFile &)>;
    QFETCH(AnyRule, rule);
    QFETCH(QString, path);
    QFETCH(QString, content);
    QFETCH(int, faults);
    const QStringList found = rule(SourceFile(path, content));
    QVERIFY2(found.size() == faults, qPrintable(found.join(u'\n')));
}

void TidyTest::layers_onAFile_followTheTable_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("allowed");
    const auto pair = [](const char *name, const char *from, const char *to, bool allowed) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << allowed;
    };
    pair("domain sees itself", "core/domain", "core/domain", true);
    pair("domain sees no store", "core/domain", "core/store", false);
    pair("domain sees no window", "core/domain", "ui", false);
    pair("the store sees the domain", "core/store", "core/domain", true);
    pair("its platform folder sees the store", "core/store/posix", "core/store", true);
    pair("the store sees no service", "core/store", "core/services", false);
    pair("devices see the domain", "core/devices", "core/domain", true);
    pair("devices see no store", "core/devices", "core/store", false);
    pair("services see the store", "core/services", "core/store", true);
    pair("services see no api", "core/services", "core/api", false);
    pair("the api sees services", "core/api", "core/services", true);
    pair("the api sees no store", "core/api", "core/store", false);
    pair("the api sees no window", "core/api", "ui", false);
    pair("the window sees services", "ui", "core/services", true);
    pair("the window sees no store", "ui", "core/store", false);
    pair("the window sees no api", "ui", "core/api", false);
    pair("a screen sees the parts", "ui/sell", "ui/parts", true);
    pair("a screen sees services", "ui/sell", "core/services", true);
    pair("a screen sees no store", "ui/sell", "core/store", false);
    pair("the parts see the theme", "ui/parts", "ui/theme", true);
    pair("the parts see no screen", "ui/parts", "ui/sell", false);
    pair("the parts see nothing of the shop", "ui/parts", "core/domain", false);
    pair("the theme sees no parts", "ui/theme", "ui/parts", false);
    pair("the shop sees the store", "app/shop", "core/store", true);
    pair("the shop sees no window", "app/shop", "ui", false);
    pair("the command line sees the shop", "app/ctl", "app/shop", true);
    pair("the command line sees no window", "app/ctl", "ui", false);
    pair("the till sees the window", "app", "ui", true);
    pair("core sees no app", "core/services", "app/shop", false);
    pair("nothing sees the tests", "core/domain", "tests/support", false);
    pair("tests see everything", "tests/store", "core/store", true);
    pair("a folder beside the plan", "core/helpers", "core/domain", false);
}

void TidyTest::layers_onAFile_followTheTable()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(bool, allowed);
    const std::vector<SourceFile> files {SourceFile(from + u"/a.cpp"_s, u"#include \"b.h\"\n"_s),
                                         SourceFile(to + u"/b.h"_s, u"#pragma once\n"_s)};
    const QStringList faults = layerFaults(files);
    QVERIFY2(faults.isEmpty() == allowed, qPrintable(faults.join(u'\n')));
}

void TidyTest::layers_seenThroughAHeader_areFound()
{
    const SourceFile store(u"core/store/database.h"_s, u"#pragma once\n"_s);
    const SourceFile service(u"core/services/till.h"_s,
                             u"#pragma once\n#include \"database.h\"\n"_s);
    const SourceFile window(u"ui/window.cpp"_s, u"#include \"till.h\"\n"_s);
    QVERIFY(layerFaults({store, service}).isEmpty());
    QCOMPARE(layerFaults({store, service, window}).size(), 1);
    const SourceFile unknown(u"ui/window.cpp"_s, u"#include \"nowhere.h\"\n"_s);
    QCOMPARE(layerFaults({unknown}).size(), 1);
}

void TidyTest::names_usedTwice_areFound()
{
    const SourceFile one(u"core/store/journal.h"_s, {});
    const SourceFile two(u"ui/journal.h"_s, {});
    QVERIFY(sameNameFaults({one}).isEmpty());
    QCOMPARE(sameNameFaults({one, two}).size(), 1);
}

void TidyTest::exception_noLongerNeeded_isFound()
{
    const SourceFile file(u"ui/a.cpp"_s, repeated(u"\n"_s, 450));
    QVERIFY(fileLengthFaults(file, {{u"ui/a.cpp"_s, 450}}).isEmpty());
    QCOMPARE(fileLengthFaults(file, {{u"ui/a.cpp"_s, 449}}).size(), 1);
    const SourceFile shrunk(u"ui/a.cpp"_s, repeated(u"\n"_s, 400));
    QCOMPARE(fileLengthFaults(shrunk, {{u"ui/a.cpp"_s, 450}}).size(), 1);
}

void TidyTest::folder_addedToTheTree_isRead()
{
    QTemporaryDir root;
    const auto write = [&root](const QString &path, const QByteArray &content) {
        QDir(root.path()).mkpath(path.section(u'/', 0, -2));
        QFile file(root.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    };
    write(u"core/store/database.h"_s, "#pragma once\n");
    QVERIFY(treeFaults(readTree(root.path())).isEmpty());
    write(u"ui/x.cpp"_s, "#include \"database.h\"\n");
    QCOMPARE(layerFaults(readTree(root.path())).size(), 2); // Directly, and through it.
    write(u"ui/window.h"_s, "#pragma once\n");
    write(u"ui/x.cpp"_s, "int x;\n");
    write(u"core/domain/x.h"_s, "#pragma once\n\n#include \"window.h\"\n");
    QCOMPARE(treeFaults(readTree(root.path())).size(), 1);
}

void TidyTest::tree_asItStands_isTidy()
{
    const std::vector<SourceFile> files = readTree(QStringLiteral(BAKEHOUSE_SOURCE_DIR));
    QVERIFY(files.size() > 20);
    const QStringList faults = treeFaults(files);
    for (const QString &found : faults)
        qWarning("%s", qPrintable(found));
    QVERIFY(faults.isEmpty());
}

QTEST_GUILESS_MAIN(TidyTest)
#include "tst_tidy.moc"
