#pragma once

#include <QApplication>

#include <chrono>
#include <optional>

/// The application, which notes when its window has painted: the handling of an UpdateRequest ends
/// when the backing store is flushed. Owned by main.
class BenchApplication final : public QApplication
{
public:
    using Clock = std::chrono::steady_clock;
    using QApplication::QApplication;

    void watch(const QObject *window) { m_window = window; }
    /// From now on.
    void forgetPaints() { m_firstPaint.reset(); }
    /// End of the first paint since forgetPaints().
    const std::optional<Clock::time_point> &firstPaint() const { return m_firstPaint; }

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool paint = event->type() == QEvent::UpdateRequest && receiver == m_window;
        const bool done = QApplication::notify(receiver, event);
        if (paint && !m_firstPaint)
            m_firstPaint = Clock::now();
        return done;
    }

private:
    const QObject *m_window = nullptr;
    std::optional<Clock::time_point> m_firstPaint;
};
