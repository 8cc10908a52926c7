#pragma once

#include "answer.h"
#include "api_server.h"

class HttpFigures;
class Metrics;

/// Where the figures are shown.
constexpr auto metricsPath = "/metrics";

/// Whether a client at @p peer is shown them; to all others there is nothing at that address.
bool mayReadMetrics(MetricsReach reach, const QHostAddress &peer);
/// All figures in the text format of Prometheus; no web page of another origin may read it.
Answer metricsAnswer(const Metrics &metrics, const HttpFigures &http);
