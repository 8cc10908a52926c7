#include "load_account.h"

using namespace Qt::StringLiterals;

namespace {

QJsonObject timesJson(const TimeFigures &figures)
{
    return {{u"count"_s, figures.count},
            {u"p50_us"_s, qint64(figures.p50.count())},
            {u"p95_us"_s, qint64(figures.p95.count())},
            {u"p99_us"_s, qint64(figures.p99.count())},
            {u"max_us"_s, qint64(figures.max.count())}};
}

TimeFigures timesOf(const QJsonObject &json)
{
    const auto time = [&json](const QString &name) {
        return std::chrono::microseconds(json[name].toInteger());
    };
    return {.count = json[u"count"_s].toInteger(),
            .p50 = time(u"p50_us"_s),
            .p95 = time(u"p95_us"_s),
            .p99 = time(u"p99_us"_s),
            .max = time(u"max_us"_s)};
}

} // namespace

void LoadAccount::note(LoadKind kind, int status, std::chrono::nanoseconds time)
{
    if (kind == LoadKind::Read && status == 200)
        reads.add(time);
    else if (kind == LoadKind::Status && status == 200)
        statuses.add(time);
    else if (kind == LoadKind::Order && status == 201)
        orders.add(time);
    else if (kind == LoadKind::Order && status == 409)
        refused.add(time);
    else
        ++otherAnswers;
}

QJsonObject LoadAccount::json(double seconds) const
{
    SampleSeries all = reads;
    for (const SampleSeries *series : {&statuses, &orders, &refused})
        all.add(*series);
    return {{u"seconds"_s, seconds},
            {u"all"_s, timesJson(all.figures())},
            {u"reads"_s, timesJson(reads.figures())},
            {u"statuses"_s, timesJson(statuses.figures())},
            {u"orders"_s, timesJson(orders.figures())},
            {u"refused"_s, timesJson(refused.figures())},
            {u"other_answers"_s, otherAnswers},
            {u"broken_connections"_s, brokenConnections},
            {u"bytes"_s, bytes}};
}

LoadFigures loadFigures(const QJsonObject &json)
{
    return {.seconds = json[u"seconds"_s].toDouble(),
            .all = timesOf(json[u"all"_s].toObject()),
            .reads = timesOf(json[u"reads"_s].toObject()),
            .statuses = timesOf(json[u"statuses"_s].toObject()),
            .orders = timesOf(json[u"orders"_s].toObject()),
            .refused = timesOf(json[u"refused"_s].toObject()),
            .faults =
                json[u"other_answers"_s].toInteger() + json[u"broken_connections"_s].toInteger(),
            .bytes = json[u"bytes"_s].toInteger()};
}
