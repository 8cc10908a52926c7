#include "bench_report.h"

#include "latency_meter.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>
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

QString shortNumber(double number)
{
    return QString::number(number, 'g', 4);
}

QString shown(const QJsonValue &value)
{
    const bool fraction = value.isDouble() && value.toDouble() != double(value.toInteger());
    return fraction ? shortNumber(value.toDouble()) : value.toVariant().toString();
}

double milliseconds(std::chrono::microseconds time)
{
    return double(time.count()) / 1'000;
}

QString column(const QString &text)
{
    return text.rightJustified(figureWidth);
}

QJsonArray numbers(const std::vector<double> &values)
{
    QJsonArray array;
    for (const double value : values)
        array.append(value);
    return array;
}

} // namespace

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double PairedFigures::ratio() const
{
    std::vector<double> ratios;
    for (size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i)
        ratios.push_back(theirs[i] > 0 ? ours[i] / theirs[i] : 0);
    return median(ratios);
}

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
    say(name.leftJustified(nameWidth) + u"  "_s + shown(value) + u' ' + unit);
    keep(name, {{u"value"_s, value}, {u"unit"_s, unit}});
}

void BenchReport::goal(const QString &name, const QJsonValue &value, const QString &wanted,
                       bool met)
{
    say(name.leftJustified(nameWidth)
        + u"  %1   %2: %3"_s.arg(shown(value), wanted).arg(verdict(met)));
    keep(name, {{u"value"_s, value}, {u"goal"_s, wanted}, {u"met"_s, met}});
}

void BenchReport::pairs(const QString &name, const PairedFigures &figures, RatioGoal goal)
{
    const double ratio = figures.ratio();
    QString line = name.leftJustified(nameWidth) + column(shortNumber(median(figures.ours)))
        + u" : "_s + column(shortNumber(median(figures.theirs)))
        + u"   ratio %1 of %2"_s.arg(shortNumber(ratio)).arg(figures.ours.size());
    QJsonObject entry {{u"ours"_s, numbers(figures.ours)},
                       {u"theirs"_s, numbers(figures.theirs)},
                       {u"ratio"_s, ratio}};
    if (goal.kind != RatioGoal::Kind::None) {
        const bool atMost = goal.kind == RatioGoal::Kind::AtMost;
        const bool met = atMost ? ratio <= goal.limit : ratio >= goal.limit;
        const QString wanted = (atMost ? u"<= "_s : u">= "_s) + QString::number(goal.limit);
        line += u"   %1: %2"_s.arg(wanted, verdict(met));
        entry.insert(u"goal"_s, wanted);
        entry.insert(u"value"_s, ratio);
        entry.insert(u"met"_s, met);
    }
    say(line);
    keep(name, entry);
}

void BenchReport::end() const
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
