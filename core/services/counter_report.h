#pragma once

#include "result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

class LatencyMeter;

/// What `status` tells of one span of a counter's meter.
struct LatencyFigures {
    QString span; ///< LatencyMeter::spanWord()
    qint64 count = 0;
    std::chrono::microseconds p50 {0};
    std::chrono::microseconds p95 {0};
    std::chrono::microseconds p99 {0};
    std::chrono::microseconds max {0};
    bool operator==(const LatencyFigures &) const = default;
};

/// Puts a counter's figures into a file for other programs, on a thread of its own, when they have
/// changed; takes the file away at its end. Owned by the counter, after the meter.
class CounterReport
{
public:
    /// @p path is DIR/counter.json, which the owner of DIR alone writes.
    CounterReport(const LatencyMeter &meter, const QString &path,
                  std::chrono::milliseconds every = std::chrono::seconds(5));
    ~CounterReport();
    Q_DISABLE_COPY_MOVE(CounterReport)

private:
    class Writer;
    std::unique_ptr<Writer> m_writer;
};

/// The figures in the file at @p path as process @p pid wrote them since @p since; nothing when
/// there are none, or when they are of a counter before it.
std::optional<std::vector<LatencyFigures>> counterFigures(const QString &path, qint64 pid,
                                                          const QDateTime &since);
