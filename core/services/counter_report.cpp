#include "counter_report.h"

#include "delay.h"
#include "latency_meter.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(reportLog, "bakehouse.report")

std::vector<LatencyFigures> figuresOf(const LatencyMeter &meter)
{
    std::vector<LatencyFigures> all;
    for (const LatencyMeter::Span span : LatencyMeter::spans) {
        const LatencyHistogram histogram = meter.histogram(span);
        all.push_back({.span = LatencyMeter::spanWord(span),
                       .count = histogram.count(),
                       .p50 = histogram.p50(),
                       .p95 = histogram.p95(),
                       .p99 = histogram.p99(),
                       .max = histogram.max()});
    }
    return all;
}

QJsonObject toJson(const LatencyFigures &figures)
{
    return {{u"count"_s, figures.count},
            {u"p50_us"_s, qint64(figures.p50.count())},
            {u"p95_us"_s, qint64(figures.p95.count())},
            {u"p99_us"_s, qint64(figures.p99.count())},
            {u"max_us"_s, qint64(figures.max.count())}};
}

LatencyFigures fromJson(const QString &span, const QJsonObject &object)
{
    const auto time = [&object](const QString &name) {
        return std::chrono::microseconds(object.value(name).toInteger());
    };
    return {.span = span,
            .count = object.value(u"count"_s).toInteger(),
            .p50 = time(u"p50_us"_s),
            .p95 = time(u"p95_us"_s),
            .p99 = time(u"p99_us"_s),
            .max = time(u"max_us"_s)};
}

QByteArray content(const std::vector<LatencyFigures> &all)
{
    QJsonObject latency;
    for (const LatencyFigures &figures : all)
        latency.insert(figures.span, toJson(figures));
    const QJsonObject whole {{u"pid"_s, QCoreApplication::applicationPid()},
                             {u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                             {u"latency"_s, latency}};
    return QJsonDocument(whole).toJson();
}

} // namespace

/// What the report's thread does: looks, writes, waits.
class CounterReport::Writer
{
public:
    Writer(const LatencyMeter &meter, QString path, std::chrono::milliseconds every)
        : m_meter(meter)
        , m_path(std::move(path))
        , m_every(every)
    {
        m_delay.after(std::chrono::milliseconds(0), [this] { look(); });
    }
    ~Writer()
    {
        m_delay.finish();
        QFile::remove(m_path);
    }
    Q_DISABLE_COPY_MOVE(Writer)

private:
    void look()
    {
        const std::vector<LatencyFigures> all = figuresOf(m_meter);
        if (all != m_written && write(content(all)))
            m_written = all;
        m_delay.after(m_every, [this] { look(); });
    }
    bool write(const QByteArray &bytes)
    {
        QSaveFile file(m_path);
        const bool written = file.open(QIODevice::WriteOnly)
            && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
            && file.write(bytes) == bytes.size() && file.commit();
        if (!written && !std::exchange(m_failureTold, true))
            qCWarning(reportLog).noquote() << m_path << file.errorString();
        return written;
    }

    const LatencyMeter &m_meter;
    const QString m_path;
    const std::chrono::milliseconds m_every;
    std::vector<LatencyFigures> m_written; // Of the thread, as the next.
    bool m_failureTold = false;
    Delay m_delay {u"report"_s}; // Last: its thread uses the above.
};

CounterReport::CounterReport(const LatencyMeter &meter, const QString &path,
                             std::chrono::milliseconds every)
    : m_writer(std::make_unique<Writer>(meter, path, every))
{
}

CounterReport::~CounterReport() = default;

std::optional<std::vector<LatencyFigures>> counterFigures(const QString &path, qint64 pid,
                                                          const QDateTime &since)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject whole = QJsonDocument::fromJson(file.readAll()).object();
    const QDateTime at = QDateTime::fromString(whole.value(u"at"_s).toString(), Qt::ISODateWithMs);
    if (whole.value(u"pid"_s).toInteger() != pid || !at.isValid() || at < since)
        return std::nullopt;
    const QJsonObject latency = whole.value(u"latency"_s).toObject();
    std::vector<LatencyFigures> all;
    for (const LatencyMeter::Span span : LatencyMeter::spans) {
        const QString word = LatencyMeter::spanWord(span);
        all.push_back(fromJson(word, latency.value(word).toObject()));
    }
    return all;
}
