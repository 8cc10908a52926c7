#include "move_state.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array stepWords {"copying"_L1, "switching"_L1, "done"_L1}; // As MoveState::Step.

QString fileOf(const DataDirectory &directory)
{
    return directory.file(u"move.json"_s);
}

Error unusable(const QString &path, const QString &why)
{
    return {.code = Error::Code::Unavailable,
            .reason = Error::Reason::DirectoryUnusable,
            .field = path,
            .detail = why};
}

QJsonArray toJson(const TableSums &sums)
{
    QJsonArray list;
    for (const TableSum &table : sums)
        list.append(QJsonArray {table.name, table.rows, table.sum});
    return list;
}

TableSums sumsOf(const QJsonArray &list)
{
    TableSums sums;
    for (const auto &row : list)
        sums.push_back(
            {.name = row[0].toString(), .rows = row[1].toInteger(), .sum = row[2].toString()});
    return sums;
}

/// Nothing when it is not what we write.
std::optional<MoveState> stateOf(const QJsonObject &object)
{
    const QString word = object.value("step"_L1).toString();
    const auto step = std::find(stepWords.begin(), stepWords.end(), word);
    MoveState state {.id = QUuid::fromString(object.value("id"_L1).toString()),
                     .from = object.value("from"_L1).toString(),
                     .to = object.value("to"_L1).toString(),
                     .back = object.value("back"_L1).toBool(),
                     .begun =
                         QDateTime::fromString(object.value("begun"_L1).toString(), Qt::ISODate),
                     .sums = sumsOf(object.value("sums"_L1).toArray())};
    if (step == stepWords.end() || state.id.isNull())
        return std::nullopt;
    state.step = MoveState::Step(step - stepWords.begin());
    return state;
}

}

QString MoveState::note() const
{
    return u"Move "_s + id.toString(QUuid::WithoutBraces);
}

Result<std::optional<MoveState>> MoveState::read(const DataDirectory &directory)
{
    QFile file(fileOf(directory));
    if (!file.exists())
        return std::optional<MoveState>();
    if (!file.open(QIODevice::ReadOnly))
        return unusable(file.fileName(), file.errorString());
    const std::optional<MoveState> state =
        stateOf(QJsonDocument::fromJson(file.readAll()).object());
    if (!state)
        return unusable(file.fileName(), u"it is not what a move writes"_s);
    return state;
}

Result<void> MoveState::write(const DataDirectory &directory) const
{
    const QJsonObject object {{u"id"_s, id.toString(QUuid::WithoutBraces)},
                              {u"from"_s, from},
                              {u"to"_s, to},
                              {u"step"_s, stepWords.at(std::size_t(step))},
                              {u"back"_s, back},
                              {u"begun"_s, begun.toUTC().toString(Qt::ISODate)},
                              {u"sums"_s, toJson(sums)}};
    const QByteArray content = QJsonDocument(object).toJson();
    QSaveFile file(fileOf(directory)); // Its commit brings the content to the disk first.
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    return written ? Result<void>() : unusable(file.fileName(), file.errorString());
}

Result<void> MoveState::remove(const DataDirectory &directory)
{
    QFile file(fileOf(directory));
    return !file.exists() || file.remove() ? Result<void>()
                                           : unusable(file.fileName(), file.errorString());
}
