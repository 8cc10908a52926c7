#include "code_rules.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// A call in the code: where it stands, what stands before it, and its arguments.
struct Call {
    int line = 0;
    QString before; ///< What stands before it on its line.
    QStringList arguments;
};

/// The arguments from the bracket at @p open on, cut at the commas of the outermost level.
QStringList argumentsAt(const QString &code, qsizetype open)
{
    QStringList arguments;
    int depth = 0;
    qsizetype begin = open + 1;
    for (qsizetype i = open; i < code.size(); ++i) {
        const QChar letter = code.at(i);
        depth += u"([{"_s.contains(letter) ? 1 : 0;
        depth -= u")]}"_s.contains(letter) ? 1 : 0;
        if (depth == 0 || (depth == 1 && letter == u',')) {
            arguments << code.sliced(begin, i - begin).trimmed();
            begin = i + 1;
        }
        if (depth == 0)
            break;
    }
    return arguments;
}

std::vector<Call> callsOf(const SourceFile &file, const QString &name)
{
    const QString code = file.code.join(u'\n');
    const QRegularExpression pattern(u"\\b%1\\s*\\("_s.arg(name));
    std::vector<Call> calls;
    auto found = pattern.globalMatch(code);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const qsizetype begin = match.capturedStart();
        const qsizetype lineBegin = code.lastIndexOf(u'\n', begin) + 1;
        calls.push_back({.line = int(code.first(begin).count(u'\n')) + 1,
                         .before = code.sliced(lineBegin, begin - lineBegin),
                         .arguments = argumentsAt(code, match.capturedEnd() - 1)});
    }
    return calls;
}

QStringList lineFaults(const SourceFile &file, const QRegularExpression &pattern,
                       const QString &sentence)
{
    QStringList faults;
    for (qsizetype i = 0; i < file.code.size(); ++i) {
        if (pattern.match(file.code.at(i)).hasMatch())
            faults << fault(file, int(i) + 1, sentence);
    }
    return faults;
}

bool inProgram(const SourceFile &file)
{
    return file.in("app"_L1) || file.in("core"_L1) || file.in("ui"_L1);
}
}

QStringList sqlFaults(const SourceFile &file)
{
    if (!inProgram(file))
        return {};
    // In small letters only where a text begins with it, because people select things from lists
    // too.
    static const QRegularExpression pattern(
        uR"(\bSELECT\b.*\bFROM\b|\bSELECT\s+[a-z_.]+\s*\(|\bINSERT\s+INTO\b|\bUPDATE\b.*\bSET\b)"
        uR"(|\bDELETE\s+FROM\b|\b(CREATE|ALTER|DROP|TRUNCATE)\s+(TABLE|INDEX|VIEW)\b)"
        uR"(|\b(CREATE|ALTER|DROP|TRUNCATE)\s+(FUNCTION|SCHEMA)\b)"
        uR"(|\b(CREATE|ALTER|DROP)\s+(ROLE|DATABASE|UNIQUE|OR\s+REPLACE)\b)"
        uR"(|^\s*(select\s.*\sfrom\s|insert\s+into\s|update\s.*\sset\s|delete\s+from\s))"
        uR"(|^\s*create\s+table\s)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QStringList faults;
    for (const SourceFile::Literal &literal : file.literals) {
        if (pattern.match(literal.text).hasMatch())
            faults << fault(file, literal.line, u"SQL stands in sql/, not in C++"_s);
    }
    return faults;
}

QStringList builtSqlFaults(const SourceFile &file)
{
    // LISTEN takes no bound value; its channels are names of a fixed list.
    if (!inProgram(file) || file.path == "core/store/notifier.cpp"_L1)
        return {};
    static const QRegularExpression built(uR"(\.\s*arg\s*\(|[^+]\+[^+]|\bformat\s*\()"_s);
    QStringList faults;
    for (const char *name : {"exec", "execute", "prepare", "run", "one", "many"}) {
        for (const Call &call : callsOf(file, QString::fromLatin1(name))) {
            const QString &statement = call.arguments.first();
            if (!statement.startsWith(u'[') && built.match(statement).hasMatch())
                faults << fault(file, call.line,
                                u"a statement is a name; values are bound, not built in"_s);
        }
    }
    return faults;
}

QStringList richTextFaults(const SourceFile &file)
{
    if (!inProgram(file))
        return {};
    static const QRegularExpression rich(
        uR"(\b(QMessageBox|QErrorMessage|QTextBrowser|setHtml|insertHtml|appendHtml)\b)"
        uR"(|\b(setWhatsThis|showText)\s*\(|Qt::(RichText|AutoText|MarkdownText)\b)"_s);
    static const QRegularExpression shows(uR"(\bQLabel\s*\(|\bQStaticText\s+\w+\s*[({])"_s);
    const QString code = file.code.join(u'\n');
    QStringList faults = lineFaults(file, rich, u"text is plain: data must never become HTML"_s);
    if (!code.contains("setTextFormat(Qt::PlainText)"_L1) && !code.contains("setPixmap("_L1))
        faults += lineFaults(file, shows, u"what shows text says setTextFormat(Qt::PlainText)"_s);
    for (const Call &call : callsOf(file, u"setToolTip"_s)) {
        const QString &text = call.arguments.first();
        if (!text.startsWith("u\""_L1) && !text.startsWith("tr("_L1))
            faults << fault(file, call.line, u"a tool tip shows fixed words only"_s);
    }
    return faults;
}

QStringList oldSignalFaults(const SourceFile &file)
{
    static const QRegularExpression pattern(uR"(\b(SIGNAL|SLOT)\s*\(|\bsender\s*\(\s*\))"_s);
    return lineFaults(file, pattern, u"connect by address, and let the slot know its sender"_s);
}

QStringList connectFaults(const SourceFile &file)
{
    // A method of our own named connect, called or declared, is something else. No connect of Qt
    // has fewer than three arguments.
    static const QRegularExpression other(uR"((\.|->|(?<!QObject)::|[\w>]\s[&*]?|[&*])$)"_s);
    QStringList faults;
    for (const Call &call : callsOf(file, u"connect"_s)) {
        const bool ofQt =
            call.before.endsWith("return "_L1) || !other.match(call.before).hasMatch();
        if (ofQt && call.arguments.size() == 3)
            faults << fault(file, call.line, u"connect takes sender, signal, context and slot"_s);
    }
    return faults;
}

QStringList thenFaults(const SourceFile &file)
{
    QStringList faults;
    for (const Call &call : callsOf(file, u"then"_s)) {
        const bool ofFuture = call.before.endsWith(u'.');
        if (ofFuture && call.arguments.size() > 1
            && !call.arguments.first().startsWith("QtFuture::"_L1))
            faults << fault(file, call.line,
                            u"then() with a context asserts when it is gone: whenDone()"_s);
    }
    return faults;
}

QStringList routeFaults(const SourceFile &file)
{
    QStringList faults;
    for (const Call &call : callsOf(file, u"route"_s)) {
        const bool future =
            std::any_of(call.arguments.begin(), call.arguments.end(), [](const QString &argument) {
                return argument.contains("QFuture"_L1) || argument.contains("QtConcurrent"_L1);
            });
        if (future)
            faults << fault(file, call.line,
                            u"a route never returns a QFuture: answer through the responder"_s);
    }
    static const QRegularExpression pattern(uR"(QFuture<\s*QHttpServerResponse\s*>)"_s);
    return faults + lineFaults(file, pattern, u"an answer is never a QFuture of the HTTP server"_s);
}

QStringList waitFaults(const SourceFile &file)
{
    if (!file.in("tests"_L1))
        return {};
    static const QRegularExpression sleep(
        uR"(\b(qSleep|qWait|sleep_for|sleep_until|QThread::\w*sleep|usleep|nanosleep)\s*\()"_s);
    QStringList faults = lineFaults(file, sleep, u"a test never sleeps: wait on a signal"_s);
    for (const Call &call : callsOf(file, u"QSKIP"_s)) {
        // Some traps exist for root alone; nothing else may be left out.
        if (!file.lines.at(call.line - 1).contains("QSKIP(\"only root "_L1))
            faults << fault(file, call.line, u"a test is never skipped"_s);
    }
    return faults;
}

QStringList floatFaults(const SourceFile &file)
{
    if (!inProgram(file))
        return {};
    static const QRegularExpression number(u"\\b(double|float|qreal|toDouble)\\b"_s);
    static const QRegularExpression money(
        u"(money|price|minor|amount|gross|tender|discount|takings|vat(?![a-z]))"_s,
        QRegularExpression::CaseInsensitiveOption);
    QStringList faults;
    for (qsizetype i = 0; i < file.code.size(); ++i) {
        const QString &line = file.code.at(i);
        if (number.match(line).hasMatch() && money.match(line).hasMatch())
            faults << fault(file, int(i) + 1, u"money is never a binary fraction"_s);
    }
    return faults;
}

QStringList lookFaults(const SourceFile &file)
{
    if (!inProgram(file) || file.in("ui/theme"_L1))
        return {};
    static const QRegularExpression made(uR"(\bQColor\s*(\w+\s*)?[({]\s*(\d|0x)|\bqRgba?\s*\()"
                                         uR"(|\bfromRgb\w*\s*\(\s*(\d|0x)|\bsetPixelSize\s*\()"_s);
    static const QRegularExpression written(u"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\\b"_s);
    const QString sentence = u"colours and sizes of text come from the theme"_s;
    QStringList faults = lineFaults(file, made, sentence);
    for (const SourceFile::Literal &literal : file.literals) {
        if (written.match(literal.text).hasMatch())
            faults << fault(file, literal.line, sentence);
    }
    return faults;
}
