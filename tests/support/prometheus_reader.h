#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>

/// A text in the format 0.0.4 of Prometheus, read strictly: what promtool would complain about, and
/// a few things that only readers of figures would, are faults.
class PrometheusReader
{
public:
    explicit PrometheusReader(const QByteArray &text);

    /// One sentence each; none when the text is sound.
    const QStringList &faults() const { return m_faults; }
    bool hasFamily(const QString &name) const { return m_types.contains(name); }
    QStringList families() const { return m_types.keys(); }
    /// The value of the series "name" or "name{a=\"b\",…}", labels as written; an empty text when
    /// there is none.
    QString value(const QString &series) const { return m_samples.value(series); }
    bool has(const QString &series) const { return m_samples.contains(series); }
    QStringList series() const { return m_samples.keys(); }

private:
    void readComment(const QString &line);
    void readSample(const QString &line);
    void checkSample(const QString &name, const QString &labels, const QString &value);
    void noteBucket(const QString &family, const QString &labels, qint64 count);
    void checkHistograms();
    void fault(const QString &sentence);

    /// The buckets of one histogram, by their place in the text.
    struct Buckets {
        QList<double> ends;
        QList<qint64> counts;
    };
    QMap<QString, QString> m_types;
    QMap<QString, QString> m_helps;
    QMap<QString, QString> m_samples;
    QMap<QString, Buckets> m_buckets; ///< By family and labels without "le".
    QString m_family; ///< The one whose samples come.
    QStringList m_faults;
    int m_line = 0;
};
