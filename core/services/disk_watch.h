#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <chrono>

/// Looks now and then how much room the shop's disk has left, says in the log once when it falls
/// below the minimum and once when there is room again, and keeps the figure. A disk that hangs is
/// not asked again before it has answered. Lives on the main thread; owned by the shop.
class DiskWatch final : public QObject
{
    Q_OBJECT
public:
    struct Options {
        QString folder;
        qint64 minimumBytes = 500'000'000;
        std::chrono::milliseconds every {30'000};
    };
    explicit DiskWatch(Options options, QObject *parent = nullptr);

    /// Looks at once, and from then on.
    void start();
    /// As last seen; negative before the first answer. Thread-safe.
    qint64 freeBytes() const { return m_freeBytes; }
    bool low() const { return m_low; }

signals:
    void looked();

private:
    void look();
    void found(qint64 bytes);

    const Options m_options;
    QTimer m_timer;
    bool m_looking = false;
    bool m_low = false;
    std::atomic<qint64> m_freeBytes = -1;
};
