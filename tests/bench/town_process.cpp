#include "town_process.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr int startTimeoutMs = 10'000;
constexpr int lastOrderTimeoutMs = 60'000;

TimeFigures timesOf(const QJsonValue &said)
{
    const auto micros = [&said](const QString &name) {
        return std::chrono::microseconds(said[name].toInteger());
    };
    return {.count = said[u"count"_s].toInteger(),
            .p50 = micros(u"p50_us"_s),
            .p95 = micros(u"p95_us"_s),
            .p99 = micros(u"p99_us"_s),
            .max = micros(u"max_us"_s)};
}

}

TownProcess::TownProcess(quint16 port, int customers, qint64 first, qint64 last)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"nice"_s,
                    {u"-n"_s, u"10"_s, QCoreApplication::applicationDirPath() + u"/bench_town"_s,
                     QString::number(port), QString::number(customers), QString::number(first),
                     QString::number(last)});
}

TownProcess::~TownProcess()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(startTimeoutMs))
        m_process.kill();
    m_process.waitForFinished(startTimeoutMs);
}

bool TownProcess::started()
{
    return m_process.waitForStarted(startTimeoutMs);
}

TownFigures TownProcess::finish()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(lastOrderTimeoutMs);
    const QJsonObject said = QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
    return {.reads = said[u"reads"_s].toInteger(),
            .orders = said[u"orders"_s].toInteger(),
            .finished = said[u"finished"_s].toInteger(),
            .missed = said[u"missed"_s].toInteger(),
            .faults = said[u"faults"_s].toInteger(),
            .answers = timesOf(said[u"answers"_s]),
            .changes = timesOf(said[u"changes"_s])};
}
