#include "settings_files.h"

#include "setting_line.h"

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

Result<QHash<QString, QString>> parseDotEnv(const QByteArray &text)
{
    QHash<QString, QString> values;
    const Result<void> read = eachLine(text, [&values](QString line) -> Result<void> {
        static const QRegularExpression exported(u"\\Aexport\\s+"_s);
        const Result<SettingLine> pair = readPair(line.remove(exported));
        if (!pair)
            return pair.error();
        values.insert(pair->name, pair->value);
        return Done {};
    });
    return read ? Result<QHash<QString, QString>>(values) : read.error();
}

Result<QHash<QString, QString>> parseSettingsFile(const QByteArray &text)
{
    QHash<QString, QString> values;
    QString section;
    const Result<void> read = eachLine(text, [&](const QString &line) -> Result<void> {
        const Result<SettingLine> content = readSettingLine(line);
        if (!content)
            return content.error();
        if (content->kind == SettingLine::Kind::Section)
            section = content->name + u'.';
        else if (content->kind == SettingLine::Kind::Pair)
            values.insert(section + content->name, content->value);
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
