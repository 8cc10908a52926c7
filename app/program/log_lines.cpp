#include "log_lines.h"

#include "log_file.h"
#include "log_scope.h"
#include "settings.h"

#include <QLoggingCategory>

#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

// A message handler is a plain function: what it needs to know stands beside it.
std::atomic<QtMessageHandler> textHandler = nullptr;
std::atomic<bool> json = false;
std::atomic<std::shared_ptr<LogFile>> logFile;

const char *levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    Q_UNREACHABLE();
}

QByteArray quoted(const QString &text)
{
    QByteArray escaped("\"");
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit == u'"' || unit == u'\\')
            escaped += '\\';
        if (unit >= 0x20 && unit < 0x7f)
            escaped += static_cast<char>(unit);
        else
            escaped += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
    }
    return escaped + '"';
}

QByteArray valueText(const LogField &field)
{
    if (const auto *number = std::get_if<qint64>(&field.value))
        return QByteArray::number(*number);
    return std::get<QByteArrayView>(field.value).toByteArray();
}

QByteArray valueJson(const LogField &field)
{
    const QByteArray text = valueText(field);
    return std::holds_alternative<qint64>(field.value) ? text : quoted(QString::fromUtf8(text));
}

/// " request=… name=value …", or nothing.
QString textOf(const LogScope *scope)
{
    QByteArray text;
    if (scope && !scope->requestId().isEmpty())
        text += " request=" + scope->requestId().toByteArray();
    if (scope) {
        for (const LogField &field : scope->fields())
            text += QByteArray(" ") + field.name + '=' + valueText(field);
    }
    return QString::fromUtf8(text);
}

/// Without characters that would end the line or speak to a terminal.
QByteArray plain(const QString &text)
{
    QByteArray safe;
    for (const char32_t letter : text.toUcs4()) {
        if (QChar::isPrint(letter) && letter != QChar::ReplacementCharacter)
            safe += QString::fromUcs4(&letter, 1).toUtf8();
        else
            safe += "\\u" + QByteArray::number(letter, 16).rightJustified(4, '0');
    }
    return safe;
}

void writeJson(const QByteArray &line)
{
    const QByteArray bytes = line + '\n'; // In one piece: threads log side by side.
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
    std::fflush(stderr);
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const LogLine line {.type = type,
                        .category = QString::fromUtf8(context.category),
                        .message = message,
                        .at = QDateTime::currentDateTimeUtc(),
                        .scope = LogScope::current()};
    const std::shared_ptr<LogFile> file = logFile.load();
    if (json) {
        const QByteArray text = jsonLogLine(line);
        writeJson(text);
        if (file)
            file->write(text);
        return;
    }
    if (file)
        file->write(textLogLine(line));
    textHandler.load()(type, context, message + textOf(line.scope));
}

} // namespace

QByteArray jsonLogLine(const LogLine &line)
{
    QByteArray text = R"({"time":")" + line.at.toString(Qt::ISODateWithMs).toLatin1()
        + R"(","level":")" + levelWord(line.type) + R"(","category":)" + quoted(line.category)
        + R"(,"message":)" + quoted(line.message);
    if (line.scope && !line.scope->requestId().isEmpty())
        text += R"(,"request_id":)" + quoted(QString::fromUtf8(line.scope->requestId()));
    if (line.scope) {
        for (const LogField &field : line.scope->fields())
            text += R"(,")" + QByteArray(field.name) + R"(":)" + valueJson(field);
    }
    return text + '}';
}

QByteArray textLogLine(const LogLine &line)
{
    return line.at.toString(Qt::ISODateWithMs).toLatin1() + ' ' + levelWord(line.type) + ' '
        + plain(line.category) + ": " + plain(line.message + textOf(line.scope));
}

QString logRules(const Settings &settings)
{
    const QStringList levels {u"debug"_s, u"info"_s, u"warning"_s};
    QStringList rules;
    for (const QString &level : levels) {
        if (level == settings.text(u"log.level"_s))
            break;
        rules.append(u"*."_s + level + u"=false"_s);
    }
    if (settings.text(u"log.access"_s) == u"yes"_s)
        rules.append(u"bakehouse.access.info=true"_s);
    return rules.join(u'\n');
}

void startLogging(const Settings &settings)
{
    json = settings.text(u"log.format"_s) == u"json"_s;
    if (const QString rules = logRules(settings); !rules.isEmpty())
        QLoggingCategory::setFilterRules(rules);
    textHandler = qInstallMessageHandler(nullptr); // Gives Qt's own in any case.
    qInstallMessageHandler(handle);
}

void logInto(std::shared_ptr<LogFile> file)
{
    logFile = std::move(file);
}

bool logsJson()
{
    return json;
}
