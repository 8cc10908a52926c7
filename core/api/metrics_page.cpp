#include "metrics_page.h"

#include "guarded_server.h"
#include "http_figures.h"
#include "metrics.h"

bool mayReadMetrics(MetricsReach reach, const QHostAddress &peer)
{
    switch (reach) {
    case MetricsReach::Off:
        return false;
    case MetricsReach::Loopback:
        return countedAddress(peer).isLoopback();
    case MetricsReach::Network:
        return true;
    }
    Q_UNREACHABLE();
}

Answer metricsAnswer(const Metrics &metrics, const HttpFigures &http)
{
    MetricsText text;
    http.write(text);
    return {.contentType = "text/plain; version=0.0.4; charset=utf-8",
            .headers = "Cache-Control: no-store\r\n",
            .body = metrics.text() + text.bytes()};
}
