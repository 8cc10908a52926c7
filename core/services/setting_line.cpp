#include "setting_line.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

static Error unreadable(const QString &why)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadRow, .detail = why};
}

/// Splits the text between the quotes that @p text begins with from what follows.
static Result<void> takeQuoted(const QString &text, SettingLine &line)
{
    const QChar quote = text.front();
    for (qsizetype index = 1; index < text.size(); ++index) {
        QChar unit = text[index];
        if (unit == quote) {
            line.comment = text.sliced(index + 1).trimmed();
            if (!line.comment.isEmpty() && !line.comment.startsWith(u'#'))
                return unreadable(u"has text after the closing quote"_s);
            return Done {};
        }
        if (unit == u'\\' && quote == u'"' && index + 1 < text.size()) {
            unit = text[++index];
            if (unit == u'n')
                unit = u'\n';
        }
        line.value += unit;
    }
    return unreadable(u"has an open quote"_s);
}

static Result<void> takeValue(const QString &text, SettingLine &line)
{
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        return takeQuoted(text, line);
    static const QRegularExpression comment(u"(^|\\s)(#.*)$"_s);
    const QRegularExpressionMatch match = comment.match(text);
    line.comment = match.captured(2);
    line.value = (match.hasMatch() ? text.first(match.capturedStart()) : text).trimmed();
    return Done {};
}

Result<SettingLine> readPair(const QString &line)
{
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 0)
        return unreadable(u"has no \"=\""_s);
    static const QRegularExpression name(u"\\A[A-Za-z_][A-Za-z0-9_.]*\\z"_s);
    SettingLine pair {.kind = SettingLine::Kind::Pair, .name = line.first(equals).trimmed()};
    if (!name.match(pair.name).hasMatch())
        return unreadable(u"has no name before \"=\""_s);
    if (const Result<void> taken = takeValue(line.sliced(equals + 1).trimmed(), pair); !taken)
        return taken.error();
    return pair;
}

Result<SettingLine> readSettingLine(const QString &line)
{
    if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
        return SettingLine {};
    if (!line.startsWith(u'['))
        return readPair(line);
    static const QRegularExpression header(u"\\A\\[([A-Za-z0-9_.]+)\\]\\z"_s);
    const QRegularExpressionMatch match = header.match(line);
    if (!match.hasMatch())
        return unreadable(u"is no section as [orders]"_s);
    return SettingLine {.kind = SettingLine::Kind::Section, .name = match.captured(1)};
}

QString writtenPair(const SettingLine &pair)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:+-]+( [A-Za-z0-9_./:+-]+)*\\z"_s);
    QString value = pair.value;
    if (!plain.match(value).hasMatch() && !value.isEmpty()) {
        value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
        value = u'"' + value + u'"';
    }
    const QString line = pair.name + u" = "_s + value;
    return pair.comment.isEmpty() ? line : line + u' ' + pair.comment;
}
