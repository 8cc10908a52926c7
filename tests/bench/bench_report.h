#pragma once

#include "sample_series.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

class LatencyHistogram;

/// What a benchmark found: says each line as it comes and keeps it for a file. Owned by the
/// benchmark's main.
class BenchReport
{
public:
    /// @p what names the benchmark.
    explicit BenchReport(const QString &what);

    /// The lines that follow belong to @p title.
    void begin(const QString &title);
    /// With a goal the 99th percentile has to stay below it.
    void times(const QString &name, const TimeFigures &figures,
               std::optional<std::chrono::microseconds> goal = {});
    void fact(const QString &name, const QJsonValue &value, const QString &unit = {});
    /// Any other goal: @p wanted says what was to be reached.
    void goal(const QString &name, const QJsonValue &value, const QString &wanted, bool met);
    /// How many goals were met and missed.
    void end();
    /// Errors: false when the file could not be written.
    bool save(const QString &path) const;

private:
    void keep(const QString &name, QJsonObject entry);
    QString verdict(bool met);

    const QString m_what;
    QString m_title;
    QJsonArray m_entries;
    int m_met = 0;
    int m_missed = 0;
};

TimeFigures figuresOf(const LatencyHistogram &histogram);
