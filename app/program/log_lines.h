#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QtGlobal>

#include <memory>

class LogFile;
class LogScope;
class Settings;

/// One line of the log as it reached the message handler.
struct LogLine {
    QtMsgType type = QtDebugMsg;
    QString category;
    QString message;
    QDateTime at; ///< UTC.
    const LogScope *scope = nullptr; ///< What it is about, if anything.
};

/// A JSON object without line breaks: time, level, category, message, then request_id and fields
/// where the line has them. Whatever is no printable ASCII is escaped, so nobody writes lines or
/// terminal sequences of his own.
QByteArray jsonLogLine(const LogLine &line);
/// The same for people: time, level, category, message, request and fields; one line too.
QByteArray textLogLine(const LogLine &line);
/// Which lines a run logs, as rules of QLoggingCategory.
QString logRules(const Settings &settings);
/// Logs from now on as the settings say. In text a line about a request ends with its id, and is
/// otherwise as Qt writes it. Once, from main.
void startLogging(const Settings &settings);
/// Lines go into @p file too from now on, in the same form; null ends that.
void logInto(std::shared_ptr<LogFile> file);
/// Whether standard error takes JSON lines and nothing else.
bool logsJson();
