#pragma once

#include "heartbeat.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <mutex>
#include <vector>

/// What is known of a watched thread. A value.
struct ThreadReport {
    QString thread; ///< "worker"
    qint64 silentMs = 0; ///< Since it last showed that it goes on, as far as looking tells.
    bool stalled = false; ///< Silent for so long that health says so.
    int rebuilt = 0; ///< Times since the start.
    QDateTime rebuiltAt {}; ///< UTC; the last.
    bool operator==(const ThreadReport &) const = default;
};

/// Looks twice a second whether the threads of a shop go on, and has one that does not built anew.
/// Time is counted in looks: when the whole program was stopped or starved, none of its threads is
/// to blame. Lives on the main thread; report() is for any thread. Owned by the shop, ends before
/// what it watches.
class Supervision final : public QObject
{
    Q_OBJECT
public:
    /// A thread to be watched. Both functions are called on the main thread and must not wait.
    struct Duty {
        QString thread;
        std::function<ThreadSign()> sign;
        std::function<void()> rebuild;
        std::chrono::milliseconds patience {6'000}; ///< Without a sign, until it is rebuilt.
    };
    struct Timing {
        std::chrono::milliseconds look {500};
        std::chrono::milliseconds stalledAfter {4'000};
    };
    explicit Supervision(std::vector<Duty> duties, QObject *parent = nullptr);
    Supervision(std::vector<Duty> duties, Timing timing, QObject *parent = nullptr);

    /// Begins to look.
    void start() { m_timer.start(m_timing.look); }
    /// One report for each duty, in their order. Thread-safe.
    std::vector<ThreadReport> report() const;

signals:
    void rebuilt(const QString &thread);

private:
    struct Watched {
        ThreadSign last;
        int looks = 0; ///< In a row that showed nothing new.
    };
    void look();
    void look(size_t index);
    void rebuild(size_t index);

    const std::vector<Duty> m_duties;
    const Timing m_timing;
    QTimer m_timer;
    std::vector<Watched> m_watched;
    mutable std::mutex m_mutex;
    std::vector<ThreadReport> m_reports; ///< Under m_mutex.
};
