#pragma once

#include "histogram.h"

#include <QByteArray>
#include <QString>

#include <initializer_list>
#include <vector>

/// A label of a sample.
struct MetricLabel {
    QByteArray name;
    QString value;
};
using MetricLabels = std::vector<MetricLabel>;

/// Writes the text format 0.0.4 of Prometheus: one family after the other, each with its HELP and
/// TYPE before its samples. Numbers are written from integers, so none is rounded. A value.
class MetricsText
{
public:
    enum class Type { Counter, Gauge, Histogram };

    /// Begins a family; its samples follow. @p name after the conventions: base units, counters end
    /// with _total. Not twice in one text.
    MetricsText &family(const QByteArray &name, Type type, const QByteArray &help);
    MetricsText &sample(qint64 value, const MetricLabels &labels = {});
    /// @p value in units of 10^-@p decimals: sample(1'500, 3) is 1.5.
    MetricsText &decimal(qint64 value, int decimals, const MetricLabels &labels = {});
    MetricsText &histogram(const HistogramReading &reading, const MetricLabels &labels = {});

    const QByteArray &bytes() const { return m_bytes; }

private:
    void line(const QByteArray &suffix, const MetricLabels &labels, const QByteArray &number);

    QByteArray m_bytes;
    QByteArray m_family;
};
