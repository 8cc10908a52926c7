#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>

/// Tells the board that orders may have changed, at most ten times a second however many hints
/// come. Lives on the main thread; owned by the shop, before those that hint.
class OrderFeed final : public QObject
{
    Q_OBJECT
public:
    explicit OrderFeed(QObject *parent = nullptr);

    /// Orders may have changed. Cheap; any thread.
    void hint();

signals:
    /// Read the orders again. The first hint of a quiet while is told at once.
    void changed();

private:
    void arm();
    void tell();

    std::atomic<bool> m_hinted = false; ///< And not told yet.
    QElapsedTimer m_sinceTold;
    QTimer m_pause;
};
