#pragma once

#include <QElapsedTimer>
#include <QObject>

class LatencyMeter;
class QWidget;

/// Measures how long it takes from the delivery of a tap or a key to the end of the paint that it
/// caused. What causes no paint is not counted. Filters the application's events; owned by the
/// window; main thread.
class TapMeter final : public QObject
{
    Q_OBJECT
public:
    TapMeter(LatencyMeter &meter, QWidget &window);

    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    /// The window has painted.
    void painted();

private:
    LatencyMeter &m_meter;
    QWidget &m_window;
    QElapsedTimer m_since; ///< Valid while an event waits for its paint.
};
