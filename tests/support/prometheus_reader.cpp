#include "prometheus_reader.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &metricName()
{
    static const QRegularExpression pattern(u"^[a-zA-Z_:][a-zA-Z0-9_:]*$"_s);
    return pattern;
}

/// Name, labels with their braces, value; no timestamp.
const QRegularExpression &sampleLine()
{
    static const QRegularExpression pattern(uR"(^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? ([^ ]+)$)"_s);
    return pattern;
}

const QRegularExpression &labelSet()
{
    static const QString label = uR"([a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*")"_s;
    static const QRegularExpression pattern(uR"(^\{%1(?:,%1)*\}$)"_s.arg(label));
    return pattern;
}

QString withoutBucket(const QString &labels)
{
    static const QRegularExpression bucket(uR"(,?le="[^"]*")"_s);
    QString rest = QString(labels).remove(bucket);
    return rest == u"{}"_s ? QString() : rest;
}

QString bucketEnd(const QString &labels)
{
    static const QRegularExpression bucket(uR"x(le="([^"]*)")x"_s);
    return bucket.match(labels).captured(1);
}

} // namespace

PrometheusReader::PrometheusReader(const QByteArray &text)
{
    if (!text.endsWith('\n'))
        fault(u"the last line has no end"_s);
    const QString whole = QString::fromUtf8(text);
    if (whole.contains(u'\r'))
        fault(u"a carriage return"_s);
    for (const QString &line : whole.split(u'\n')) {
        ++m_line;
        if (line.startsWith(u'#'))
            readComment(line);
        else if (!line.isEmpty())
            readSample(line);
    }
    checkHistograms();
}

void PrometheusReader::fault(const QString &sentence)
{
    m_faults.append(u"line %1: %2"_s.arg(m_line).arg(sentence));
}

void PrometheusReader::readComment(const QString &line)
{
    const QStringList words = line.split(u' ');
    const QString keyword = words.value(1);
    const QString name = words.value(2);
    if (!metricName().match(name).hasMatch())
        fault(u"no name: "_s + line);
    if (keyword == u"HELP"_s) {
        if (m_helps.contains(name) || words.size() < 4)
            fault(u"HELP twice or empty: "_s + name);
        m_helps.insert(name, line.section(u' ', 3));
        m_family = name;
        return;
    }
    if (keyword != u"TYPE"_s || words.size() != 4
        || !QStringList {u"counter"_s, u"gauge"_s, u"histogram"_s}.contains(words.at(3)))
        fault(u"no TYPE: "_s + line);
    if (m_types.contains(name) || m_family != name)
        fault(u"TYPE twice, or without its HELP before it: "_s + name);
    m_types.insert(name, words.value(3));
    if ((words.value(3) == u"counter"_s) != name.endsWith(u"_total"_s))
        fault(u"only and all counters end with _total: "_s + name);
    if (!name.startsWith(u"bakehouse_"_s))
        fault(u"the name does not say whose it is: "_s + name);
    static const QRegularExpression otherUnit(u"(_ms|_us|_ns|_minutes|_kb|_mb|_percent)(_|$)"_s);
    if (otherUnit.match(name).hasMatch())
        fault(u"no base unit: "_s + name);
}

void PrometheusReader::readSample(const QString &line)
{
    const QRegularExpressionMatch match = sampleLine().match(line);
    if (!match.hasMatch()) {
        fault(u"no sample: "_s + line);
        return;
    }
    const QString labels = match.captured(2);
    if (!labels.isEmpty() && !labelSet().match(labels).hasMatch())
        fault(u"bad labels: "_s + line);
    checkSample(match.captured(1), labels, match.captured(3));
}

void PrometheusReader::checkSample(const QString &name, const QString &labels, const QString &value)
{
    const QString type = m_types.value(m_family);
    const QString suffix = name.mid(m_family.size());
    const bool ofFamily = name.startsWith(m_family) && !type.isEmpty()
        && (type == u"histogram"_s
                ? QStringList {u"_bucket"_s, u"_sum"_s, u"_count"_s}.contains(suffix)
                : suffix.isEmpty());
    if (!ofFamily)
        fault(u"%1 stands without its own HELP and TYPE before it"_s.arg(name));
    bool number = false;
    const double read = value.toDouble(&number);
    if (!number || (type == u"counter"_s && read < 0))
        fault(u"%1 has the value %2"_s.arg(name, value));
    if (m_samples.contains(name + labels))
        fault(u"twice: "_s + name + labels);
    m_samples.insert(name + labels, value);
    if (suffix == u"_bucket"_s)
        noteBucket(m_family, labels, value.toLongLong());
}

void PrometheusReader::noteBucket(const QString &family, const QString &labels, qint64 count)
{
    const QString end = bucketEnd(labels);
    Buckets &buckets = m_buckets[family + u' ' + withoutBucket(labels)];
    buckets.ends.append(end == u"+Inf"_s ? std::numeric_limits<double>::infinity()
                                         : end.toDouble());
    buckets.counts.append(count);
}

void PrometheusReader::checkHistograms()
{
    for (const auto &[key, buckets] : m_buckets.asKeyValueRange()) {
        for (qsizetype i = 1; i < buckets.ends.size(); ++i) {
            if (buckets.ends.at(i) <= buckets.ends.at(i - 1)
                || buckets.counts.at(i) < buckets.counts.at(i - 1))
                fault(u"buckets do not rise: "_s + key);
        }
        const QString family = key.section(u' ', 0, 0);
        const QString labels = key.section(u' ', 1);
        if (buckets.ends.last() != std::numeric_limits<double>::infinity()
            || value(family + u"_count"_s + labels) != QString::number(buckets.counts.last())
            || !has(family + u"_sum"_s + labels))
            fault(u"no +Inf that equals the count, or no sum: "_s + key);
    }
}
