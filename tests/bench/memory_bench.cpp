// What memory.sh measured, against the goal.

#include "bench_options.h"
#include "bench_report.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr double goalMib = 70;
constexpr double kibInMib = 1'024;

/// The most that was seen of one kind, in MiB.
struct MemoryFigures {
    double serve = 0;
    double postgres = 0;
    int processes = 0;
    double both() const { return serve + postgres; }
};

double rounded(double mib)
{
    return double(qRound64(mib * 10)) / 10;
}

MemoryFigures mostOf(const QByteArray &said, const QByteArray &kind)
{
    MemoryFigures most;
    for (const QByteArray &line : said.split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const MemoryFigures seen {.serve = words.value(1).toDouble() / kibInMib,
                                  .postgres = words.value(2).toDouble() / kibInMib,
                                  .processes = words.value(3).toInt()};
        if (words.first() == kind && seen.both() > most.both())
            most = seen;
    }
    return most;
}

void tell(const QString &name, const MemoryFigures &figures, BenchReport &report)
{
    report.fact(name + u": serve"_s, rounded(figures.serve), u"MiB"_s);
    report.fact(name + u": PostgreSQL, %1 processes"_s.arg(figures.processes),
                rounded(figures.postgres), u"MiB"_s);
}

} // namespace

Result<void> measureMemory(const BenchOptions &options, BenchReport &report)
{
    QFile file(options.measured);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.detail = u"could not read what memory.sh said: "_s + options.measured};
    const QByteArray said = file.readAll();
    const MemoryFigures idle = mostOf(said, "idle");
    const MemoryFigures loaded = mostOf(said, "loaded");
    const MemoryFigures after = mostOf(said, "after");
    if (idle.both() <= 0 || loaded.both() <= 0)
        return Error {.detail = u"memory.sh said too little"_s};
    report.begin(u"memory: PSS of everything, without a window"_s);
    tell(u"idle"_s, idle, report);
    report.goal(u"idle, MiB"_s, rounded(idle.both()), u"<= %1"_s.arg(goalMib),
                idle.both() <= goalMib);
    tell(u"under load"_s, loaded, report);
    report.fact(u"under load, together"_s, rounded(loaded.both()), u"MiB"_s);
    report.fact(u"after it"_s, rounded(after.both()), u"MiB"_s);
    return {};
}
