#include "order_crowd.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {
constexpr int processTimeoutMs = 10'000;
}

OrderCrowd::OrderCrowd(quint16 port, int clients, qint64 first, qint64 last)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"nice"_s,
                    {u"-n"_s, u"10"_s, QCoreApplication::applicationDirPath() + u"/bench_orders"_s,
                     QString::number(port), QString::number(clients), QString::number(first),
                     QString::number(last)});
}

OrderCrowd::~OrderCrowd()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(processTimeoutMs))
        m_process.kill();
    m_process.waitForFinished(processTimeoutMs);
}

bool OrderCrowd::started()
{
    return m_process.waitForStarted(processTimeoutMs);
}

CrowdAccount OrderCrowd::finish()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(processTimeoutMs);
    const QJsonObject said = QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
    return {.orders = said[u"orders"_s].toInteger(),
            .errors = said[u"errors"_s].toInteger(),
            .elapsedMs = said[u"elapsed_ms"_s].toInteger(),
            .p50 = std::chrono::microseconds(said[u"p50_us"_s].toInteger()),
            .p99 = std::chrono::microseconds(said[u"p99_us"_s].toInteger())};
}
