#include "settings_files.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringDecoder>

#include <functional>

using namespace Qt::StringLiterals;

static Error lineError(int line, const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadRow,
            .left = line,
            .detail = detail};
}

/// Hands over each line that says something, trimmed.
static Result<void> eachLine(const QByteArray &text,
                             const std::function<Result<void>(const QString &)> &handle)
{
    int number = 0;
    for (const QByteArray &bytes : text.split('\n')) {
        ++number;
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString line = QString(decoder(bytes)).trimmed();
        if (decoder.hasError())
            return lineError(number, u"is not UTF-8"_s);
        if (line.contains(QChar(0)))
            return lineError(number, u"is not text"_s);
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (const Result<void> handled = handle(line); !handled)
            return lineError(number, handled.error().detail);
    }
    return Done {};
}

static Error unreadable(const QString &why)
{
    return {.code = Error::Code::Invalid, .reason = Error::Reason::BadRow, .detail = why};
}

static bool isNothingOrComment(QStringView rest)
{
    const QStringView trimmed = rest.trimmed();
    return trimmed.isEmpty() || trimmed.startsWith(u'#');
}

/// The text between the quotes that @p text begins with.
static Result<QString> quoted(const QString &text)
{
    const QChar quote = text.front();
    QString value;
    for (qsizetype index = 1; index < text.size(); ++index) {
        QChar unit = text[index];
        if (unit == quote) {
            if (!isNothingOrComment(QStringView(text).sliced(index + 1)))
                return unreadable(u"has text after the closing quote"_s);
            return value;
        }
        if (unit == u'\\' && quote == u'"' && index + 1 < text.size()) {
            unit = text[++index];
            if (unit == u'n')
                unit = u'\n';
        }
        value += unit;
    }
    return unreadable(u"has an open quote"_s);
}

static Result<QString> plainOrQuoted(const QString &text)
{
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        return quoted(text);
    static const QRegularExpression comment(u"(^|\\s)#.*$"_s);
    return QString(text).remove(comment).trimmed();
}

static Result<std::pair<QString, QString>> nameAndValue(const QString &line)
{
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 0)
        return unreadable(u"has no \"=\""_s);
    static const QRegularExpression name(u"\\A[A-Za-z_][A-Za-z0-9_.]*\\z"_s);
    const QString left = line.first(equals).trimmed();
    if (!name.match(left).hasMatch())
        return unreadable(u"has no name before \"=\""_s);
    const Result<QString> value = plainOrQuoted(line.sliced(equals + 1).trimmed());
    if (!value)
        return value.error();
    return std::pair(left, *value);
}

Result<QHash<QString, QString>> parseDotEnv(const QByteArray &text)
{
    QHash<QString, QString> values;
    const Result<void> read = eachLine(text, [&values](QString line) -> Result<void> {
        static const QRegularExpression exported(u"\\Aexport\\s+"_s);
        const Result<std::pair<QString, QString>> pair = nameAndValue(line.remove(exported));
        if (!pair)
            return pair.error();
        values.insert(pair->first, pair->second);
        return Done {};
    });
    return read ? Result<QHash<QString, QString>>(values) : read.error();
}

Result<QHash<QString, QString>> parseSettingsFile(const QByteArray &text)
{
    QHash<QString, QString> values;
    QString section;
    const Result<void> read = eachLine(text, [&](const QString &line) -> Result<void> {
        if (line.startsWith(u';'))
            return Done {};
        if (line.startsWith(u'[')) {
            static const QRegularExpression header(u"\\A\\[([A-Za-z0-9_.]+)\\]\\z"_s);
            const QRegularExpressionMatch match = header.match(line);
            if (!match.hasMatch())
                return unreadable(u"is no section as [orders]"_s);
            section = match.captured(1) + u'.';
            return Done {};
        }
        const Result<std::pair<QString, QString>> pair = nameAndValue(line);
        if (!pair)
            return pair.error();
        values.insert(section + pair->first, pair->second);
        return Done {};
    });
    return read ? Result<QHash<QString, QString>>(values) : read.error();
}

Result<QByteArray> fileContent(const QString &path)
{
    constexpr qint64 longest = 1'000'000;
    if (path.isEmpty() || !QFile::exists(path))
        return QByteArray();
    QFile file(path);
    const auto unusable = [&path](const QString &why) {
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = path,
                      .detail = why};
    };
    if (!file.open(QIODevice::ReadOnly))
        return unusable(u"cannot be read: "_s + file.errorString());
    const QByteArray content = file.read(longest + 1);
    if (content.size() > longest)
        return unusable(u"is longer than a settings file can be"_s);
    return content;
}
