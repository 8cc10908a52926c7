#pragma once

#include "sample_series.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

class LatencyHistogram;

/// One comparison: figures of ours and of another's, taken in turn. A value.
struct PairedFigures {
    std::vector<double> ours;
    std::vector<double> theirs;

    /// Median of ours ÷ theirs.
    double ratio() const;
};
double median(std::vector<double> values);

/// What a ratio of paired runs is held to. A value.
struct RatioGoal {
    enum class Kind { None, AtMost, AtLeast };
    double limit = 0;
    Kind kind = Kind::None;
};

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
    /// Medians of ours and theirs, and of the ratios.
    void pairs(const QString &name, const PairedFigures &figures, RatioGoal goal = {});
    /// How many goals were met and missed.
    void end() const;
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
