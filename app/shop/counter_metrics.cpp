#include "counter_metrics.h"

#include "clock.h"
#include "counter_till.h"
#include "latency_meter.h"

CounterMetrics::CounterMetrics(Metrics &metrics, CounterTill &till, const LatencyMeter &meter,
                               const Clock &clock)
    : m_till(till)
    , m_meter(meter)
    , m_clock(clock)
{
    connect(&till, &CounterTill::entriesChanged, this, &CounterMetrics::noteEntries);
    noteEntries();
    m_place = metrics.add([this](MetricsText &text) { write(text); });
}

void CounterMetrics::noteEntries()
{
    m_lag.note(m_till.journal().state(), m_till.waiting());
}

void CounterMetrics::write(MetricsText &text) const
{
    constexpr int milli = 3;
    using Type = MetricsText::Type;
    text.family("bakehouse_journal_commit_seconds", Type::Histogram,
                "Synced commits of the till's journal.")
        .histogram(m_till.journal().commitTimes());
    text.family("bakehouse_journal_waiting_entries", Type::Gauge,
                "Entries of the till's journal that the database does not hold yet.")
        .sample(m_lag.waiting());
    text.family("bakehouse_journal_upload_lag_seconds", Type::Gauge,
                "How long the oldest of them has waited.")
        .decimal(m_lag.lag(m_clock.now()).count(), milli);
    text.family("bakehouse_counter_latency_seconds", Type::Histogram,
                "What a clerk waited for: a tap's paint, a search, a scan, a payment's commit.");
    for (const LatencyMeter::Span span : LatencyMeter::spans)
        text.histogram(m_meter.reading(span),
                       {{.name = "span", .value = LatencyMeter::spanWord(span)}});
}
