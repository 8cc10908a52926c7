#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QString>

Q_DECLARE_LOGGING_CATEGORY(apiLog)

/// One line for each request turned away: status, word and field; no address, name or target, which
/// are somebody's data. At most ten lines a second; those left out are counted. Owned by the
/// server; its thread.
class RefusalLog
{
public:
    void note(int status, const QByteArray &word, const QString &field = {});

private:
    QElapsedTimer m_second;
    int m_lines = 0;
    int m_leftOut = 0;
};

/// @p text with everything but printable ASCII escaped: nobody writes lines of his own into the
/// log.
QByteArray escapedForLog(const QString &text);
