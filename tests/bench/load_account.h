#pragma once

#include "load_plan.h"
#include "sample_series.h"

#include <QJsonObject>

/// What became of the requests of a load. Owned by the load; filled by its clients.
struct LoadAccount {
    SampleSeries reads;
    SampleSeries statuses;
    SampleSeries orders; ///< Placed.
    SampleSeries refused; ///< Orders answered with 409.
    qint64 otherAnswers = 0; ///< Any other status.
    qint64 brokenConnections = 0;
    qint64 bytes = 0; ///< Of answers.
    std::vector<qint64> placed; ///< Ids, only when asked for.

    void note(LoadKind kind, int status, std::chrono::nanoseconds time);
    QJsonObject json(double seconds) const;
};

/// The same, read back from what a load said.
struct LoadFigures {
    double seconds = 0;
    TimeFigures all;
    TimeFigures reads;
    TimeFigures statuses;
    TimeFigures orders;
    TimeFigures refused;
    qint64 faults = 0; ///< Other answers and broken connections.
    qint64 bytes = 0;

    double perSecond() const { return rate(all.count); }
    double rate(qint64 count) const { return seconds > 0 ? double(count) / seconds : 0; }
};
LoadFigures loadFigures(const QJsonObject &json);
