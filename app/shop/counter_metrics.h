#pragma once

#include "metrics.h"
#include "upload_lag.h"

#include <QObject>

class Clock;
class CounterTill;
class LatencyMeter;

/// Puts the figures of the counter and its till into the registry: commits of the journal, what is
/// not uploaded, how long clerks waited. Lives on the main thread; owned by the counter, after the
/// till.
class CounterMetrics final : public QObject
{
    Q_OBJECT
public:
    CounterMetrics(Metrics &metrics, CounterTill &till, const LatencyMeter &meter,
                   const Clock &clock);

private:
    void noteEntries();

    CounterTill &m_till;
    const LatencyMeter &m_meter;
    const Clock &m_clock;
    UploadLag m_lag;
    Metrics::Place m_place; ///< Last: its source reads the above.

    void write(MetricsText &text) const;
};
