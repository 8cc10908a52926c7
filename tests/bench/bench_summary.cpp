#include "bench_summary.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int partWidth = 10;
constexpr int nameWidth = 58;
constexpr int valueWidth = 10;

QString shortValue(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toDouble(), 'g', 4)
                            : value.toVariant().toString();
}

/// What was to be reached, however the part said so.
QString goalOf(const QJsonObject &figure)
{
    if (figure.contains(u"goal_p99_ms"_s))
        return u"p99 < "_s + shortValue(figure[u"goal_p99_ms"_s]);
    return figure[u"goal"_s].toString();
}

QJsonArray goalsOf(const QJsonObject &part)
{
    QJsonArray goals;
    for (const auto &value : part[u"figures"_s].toArray()) {
        const QJsonObject figure = value.toObject();
        if (!figure.contains(u"met"_s))
            continue;
        const QString title = figure[u"part"_s].toString().section(u':', -1).trimmed();
        goals.append(QJsonObject {
            {u"benchmark"_s, part[u"benchmark"_s]},
            {u"goal"_s, title + u": "_s + figure[u"name"_s].toString()},
            {u"value"_s, figure.contains(u"value"_s) ? figure[u"value"_s] : figure[u"p99_ms"_s]},
            {u"wanted"_s, goalOf(figure)},
            {u"met"_s, figure[u"met"_s]}});
    }
    return goals;
}

QString lineOf(const QJsonObject &goal)
{
    return goal[u"benchmark"_s].toString().leftJustified(partWidth)
        + goal[u"goal"_s].toString().leftJustified(nameWidth, u' ', true) + u' '
        + shortValue(goal[u"value"_s]).rightJustified(valueWidth) + u"  "_s
        + goal[u"wanted"_s].toString().leftJustified(valueWidth)
        + (goal[u"met"_s].toBool() ? u"met"_s : u"missed"_s);
}

} // namespace

bool summarise(const QString &folder)
{
    QJsonArray goals;
    QJsonArray partNames;
    for (const QString &name : QDir(folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder + u'/' + name);
        if (name == "summary.json"_L1 || !file.open(QIODevice::ReadOnly))
            continue;
        const QJsonObject part = QJsonDocument::fromJson(file.readAll()).object();
        partNames.append(
            QJsonObject {{u"benchmark"_s, part[u"benchmark"_s]}, {u"at"_s, part[u"at"_s]}});
        for (const auto &goal : goalsOf(part)) {
            goals.append(goal);
            std::puts(qUtf8Printable(lineOf(goal.toObject())));
        }
    }
    const QJsonObject whole {{u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                             {u"parts"_s, partNames},
                             {u"goals"_s, goals}};
    QSaveFile file(folder + u"/summary.json"_s);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(whole).toJson()) > 0
        && file.commit();
}
