#include "console.h"

#include "log_lines.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(consoleLog, "bakehouse.console")

void write(std::FILE *stream, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void print(const QString &line)
{
    write(stdout, line);
}

void complain(const QString &line)
{
    if (logsJson())
        qCCritical(consoleLog).noquote() << line;
    else
        write(stderr, line);
}

int fail(const Error &error)
{
    complain(QCoreApplication::applicationName() + u": "_s + describe(error));
    return 1;
}
