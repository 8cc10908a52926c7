#include "bench_report.h"

#include "latency_meter.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 34;
constexpr int figureWidth = 9;

void say(const QString &line)
{
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

double milliseconds(std::chrono::microseconds time)
{
    return double(time.count()) / 1'000;
}

QString column(const QString &text)
{
    return text.rightJustified(figureWidth);
}

} // namespace

BenchReport::BenchReport(const QString &what)
    : m_what(what)
{
}

void BenchReport::begin(const QString &title)
{
    m_title = title;
    QString head = (u"== "_s + title).leftJustified(nameWidth);
    for (const QString &name : {u"count"_s, u"p50 ms"_s, u"p95 ms"_s, u"p99 ms"_s, u"max ms"_s})
        head += column(name);
    say(u'\n' + head);
}

QString BenchReport::verdict(bool met)
{
    ++(met ? m_met : m_missed);
    return met ? u"met"_s : u"missed"_s;
}

void BenchReport::keep(const QString &name, QJsonObject entry)
{
    entry.insert(u"part"_s, m_title);
    entry.insert(u"name"_s, name);
    m_entries.append(entry);
}

void BenchReport::times(const QString &name, const TimeFigures &figures,
                        std::optional<std::chrono::microseconds> goal)
{
    QJsonObject entry {{u"count"_s, figures.count},
                       {u"p50_ms"_s, milliseconds(figures.p50)},
                       {u"p95_ms"_s, milliseconds(figures.p95)},
                       {u"p99_ms"_s, milliseconds(figures.p99)},
                       {u"max_ms"_s, milliseconds(figures.max)}};
    QString line = name.leftJustified(nameWidth) + column(QString::number(figures.count));
    for (const std::chrono::microseconds time :
         {figures.p50, figures.p95, figures.p99, figures.max})
        line += column(millisecondsText(time));
    if (goal) {
        const bool met = figures.count > 0 && figures.p99 < *goal;
        line += u"   p99 < %1 ms: %2"_s.arg(millisecondsText(*goal), verdict(met));
        entry.insert(u"goal_p99_ms"_s, milliseconds(*goal));
        entry.insert(u"met"_s, met);
    }
    say(line);
    keep(name, entry);
}

void BenchReport::fact(const QString &name, const QJsonValue &value, const QString &unit)
{
    say(name.leftJustified(nameWidth) + u"  "_s + value.toVariant().toString() + u' ' + unit);
    keep(name, {{u"value"_s, value}, {u"unit"_s, unit}});
}

void BenchReport::goal(const QString &name, const QJsonValue &value, const QString &wanted,
                       bool met)
{
    say(name.leftJustified(nameWidth)
        + u"  %1   %2: %3"_s.arg(value.toVariant().toString(), wanted).arg(verdict(met)));
    keep(name, {{u"value"_s, value}, {u"goal"_s, wanted}, {u"met"_s, met}});
}

void BenchReport::end()
{
    say(u"\ngoals met: %1, missed: %2"_s.arg(m_met).arg(m_missed));
}

bool BenchReport::save(const QString &path) const
{
    const QJsonObject whole {
        {u"benchmark"_s, m_what},  {u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
        {u"goals_met"_s, m_met},   {u"goals_missed"_s, m_missed},
        {u"figures"_s, m_entries},
    };
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(whole).toJson()) > 0
        && file.commit();
}

TimeFigures figuresOf(const LatencyHistogram &histogram)
{
    return {.count = histogram.count(),
            .p50 = histogram.p50(),
            .p95 = histogram.p95(),
            .p99 = histogram.p99(),
            .max = histogram.max()};
}
