#include "setting_file_writer.h"

#include "failpoint.h"
#include "setting_line.h"
#include "settings_files.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// A line of the file and the key whose value stands in it.
struct Row {
    QByteArray text;
    SettingLine line;
    QString key; ///< Empty unless it is a pair.
};

Error badKey(const QString &key, const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = key,
            .detail = detail};
}

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

/// The lines of a file that parseSettingsFile() has read.
std::vector<Row> rowsOf(const QByteArray &file)
{
    std::vector<Row> rows;
    if (file.isEmpty())
        return rows;
    QString section;
    QByteArrayList texts = file.split('\n');
    if (texts.constLast().isEmpty())
        texts.removeLast();
    for (const QByteArray &text : texts) {
        const Result<SettingLine> read = readSettingLine(QString::fromUtf8(text).trimmed());
        Row row {.text = text, .line = read ? *read : SettingLine {}, .key = {}};
        if (row.line.kind == SettingLine::Kind::Section)
            section = row.line.name + u'.';
        if (row.line.kind == SettingLine::Kind::Pair)
            row.key = section + row.line.name;
        rows.push_back(row);
    }
    return rows;
}

void remove(std::vector<Row> &rows, const QString &key)
{
    std::erase_if(rows, [&key](const Row &row) { return row.key == key; });
}

bool replaceLast(std::vector<Row> &rows, const QString &key, const QString &value)
{
    const auto last =
        std::find_if(rows.rbegin(), rows.rend(), [&key](const Row &row) { return row.key == key; });
    if (last == rows.rend())
        return false;
    const bool windows = last->text.endsWith('\r');
    last->line.value = value;
    last->text = writtenPair(last->line).toUtf8() + (windows ? "\r" : "");
    return true;
}

/// Before the first section and the comments right above it.
std::vector<Row>::iterator placeOfNewKeys(std::vector<Row> &rows)
{
    auto place = std::ranges::find_if(
        rows, [](const Row &row) { return row.line.kind == SettingLine::Kind::Section; });
    if (place == rows.end())
        return place;
    while (place != rows.begin() && std::prev(place)->key.isEmpty()
           && !std::prev(place)->text.trimmed().isEmpty())
        --place;
    return place;
}

void change(std::vector<Row> &rows, const QString &key, const QString &value)
{
    if (value.isNull())
        return remove(rows, key);
    if (replaceLast(rows, key, value))
        return;
    const SettingLine line {.kind = SettingLine::Kind::Pair, .name = key, .value = value};
    rows.insert(placeOfNewKeys(rows), {writtenPair(line).toUtf8(), line, key});
}

QStringList sortedKeys(const QHash<QString, QString> &changes)
{
    QStringList keys = changes.keys();
    keys.sort();
    return keys;
}

/// The first key that does not read back as it was meant, if any.
std::optional<QString> misread(const QByteArray &file, const QHash<QString, QString> &changes)
{
    const Result<QHash<QString, QString>> read = parseSettingsFile(file);
    for (const QString &key : sortedKeys(changes)) {
        const bool gone = changes[key].isNull();
        if (!read || read->contains(key) == gone || (!gone && read->value(key) != changes[key]))
            return key;
    }
    return std::nullopt;
}

} // namespace

Result<QByteArray> changedSettings(const QByteArray &file, const QHash<QString, QString> &changes)
{
    if (const auto read = parseSettingsFile(file); !read)
        return read.error();
    std::vector<Row> rows = rowsOf(file);
    for (const QString &key : sortedKeys(changes)) {
        const QString &value = changes[key];
        if (!value.isNull()
            && misread(writtenPair({.name = key, .value = value}).toUtf8(), {{key, value}}))
            return badKey(key, u"cannot be written into a settings file"_s);
        change(rows, key, value);
    }
    QByteArray content;
    for (const Row &row : rows)
        content += row.text + '\n';
    if (const std::optional<QString> key = misread(content, changes))
        return badKey(*key, u"does not read back as it was written"_s);
    return content;
}

Result<void> writeSettings(const QString &path, const QHash<QString, QString> &changes)
{
    const Result<QByteArray> before = fileContent(path);
    if (!before)
        return before.error();
    const Result<QByteArray> after = changedSettings(*before, changes);
    if (!after) {
        Error error = after.error();
        if (error.reason == Error::Reason::BadRow)
            error.field = path;
        return error;
    }
    const bool isNew = !QFile::exists(path);
    QSaveFile file(path); // Its commit brings the content to the disk first.
    bool written = file.open(QIODevice::WriteOnly)
        && (!isNew || file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        && file.write(*after) == after->size();
    failpoint("settings.before_commit");
    written = written && file.commit();
    failpoint("settings.saved");
    return written ? Result<void>() : unusable(path, file.errorString());
}
