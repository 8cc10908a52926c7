#include "metrics_text.h"

namespace {

/// In a label's value a backslash, a quote and the end of a line have escapes.
QByteArray escapedValue(const QString &value)
{
    QByteArray escaped;
    for (const char c : value.toUtf8()) {
        if (c == '\\' || c == '"')
            escaped += '\\';
        if (c == '\n')
            escaped += "\\n";
        else
            escaped += c;
    }
    return escaped;
}

/// @p value · 10^-@p decimals, without zeros at the end.
QByteArray decimalNumber(qint64 value, int decimals)
{
    QByteArray digits = QByteArray::number(qAbs(value)).rightJustified(decimals + 1, '0');
    if (decimals > 0) {
        digits.insert(digits.size() - decimals, '.');
        while (digits.endsWith('0'))
            digits.chop(1);
        if (digits.endsWith('.'))
            digits.chop(1);
    }
    return value < 0 ? '-' + digits : digits;
}

const char *typeWord(MetricsText::Type type)
{
    switch (type) {
    case MetricsText::Type::Counter:
        return "counter";
    case MetricsText::Type::Gauge:
        return "gauge";
    case MetricsText::Type::Histogram:
        return "histogram";
    }
    Q_UNREACHABLE();
}

} // namespace

MetricsText &MetricsText::family(const QByteArray &name, Type type, const QByteArray &help)
{
    m_family = name;
    m_bytes += "# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + typeWord(type) + '\n';
    return *this;
}

MetricsText &MetricsText::sample(qint64 value, const MetricLabels &labels)
{
    line({}, labels, QByteArray::number(value));
    return *this;
}

MetricsText &MetricsText::decimal(qint64 value, int decimals, const MetricLabels &labels)
{
    line({}, labels, decimalNumber(value, decimals));
    return *this;
}

MetricsText &MetricsText::histogram(const HistogramReading &reading, const MetricLabels &labels)
{
    MetricLabels bucket = labels;
    bucket.push_back({.name = "le", .value = QStringLiteral("+Inf")});
    qint64 count = 0;
    for (size_t i = 0; i < reading.bounds.size(); ++i) {
        count += reading.counts[i];
        bucket.back().value =
            QString::fromLatin1(decimalNumber(reading.bounds[i], reading.decimals));
        line("_bucket", bucket, QByteArray::number(count));
    }
    count += reading.counts.back();
    bucket.back().value = QStringLiteral("+Inf");
    line("_bucket", bucket, QByteArray::number(count));
    line("_sum", labels, decimalNumber(reading.sum, reading.decimals));
    line("_count", labels, QByteArray::number(count));
    return *this;
}

void MetricsText::line(const QByteArray &suffix, const MetricLabels &labels,
                       const QByteArray &number)
{
    m_bytes += m_family + suffix;
    char separator = '{';
    for (const MetricLabel &label : labels) {
        m_bytes += separator + label.name + "=\"" + escapedValue(label.value) + '"';
        separator = ',';
    }
    if (!labels.empty())
        m_bytes += '}';
    m_bytes += ' ' + number + '\n';
}
