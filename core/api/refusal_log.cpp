#include "refusal_log.h"

#include "log_scope.h"

Q_LOGGING_CATEGORY(apiLog, "bakehouse.api")

void RefusalLog::note(int status, const QByteArray &word, const QString &field)
{
    constexpr int linesPerSecond = 10;
    constexpr int second = 1'000;
    if (!m_second.isValid() || m_second.hasExpired(second)) {
        if (m_leftOut > 0) {
            const LogScope others({}); // It is not about the request in hand.
            qCInfo(apiLog, "%d more requests refused", m_leftOut);
        }
        m_second.start();
        m_lines = 0;
        m_leftOut = 0;
    }
    if (m_lines == linesPerSecond) {
        ++m_leftOut;
        return;
    }
    ++m_lines;
    qCInfo(apiLog, "request refused: %d %s %s", status, word.constData(),
           escapedForLog(field).constData());
}

QByteArray escapedForLog(const QString &text)
{
    constexpr qsizetype longest = 200;
    QByteArray escaped;
    for (const QChar c : text.left(longest)) {
        if (c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'\\')
            escaped += static_cast<char>(c.unicode());
        else
            escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return escaped;
}
