#pragma once

#include "bench_application.h"
#include "sample_series.h"

#include <QMap>
#include <QObject>

#include <functional>

class QWidget;

/// Taps and types at a window as the window system brings it, lets the window paint after each
/// event and measures from outside: from just before the event is delivered to the end of the paint
/// that it caused. Owned by a benchmark; main thread.
class ClerkHands final : public QObject
{
    Q_OBJECT
public:
    ClerkHands(BenchApplication &application, QWidget &window);

    /// A tap on the middle of @p target. @p what names it in the figures.
    void tap(QWidget &target, const QString &what);
    void tapAt(const QPoint &inWindow, const QString &what);
    void key(Qt::Key key, const QString &what, const QString &text = {});
    /// A letter, digit or other sign of the keyboard.
    void type(QChar sign, const QString &what);
    /// Characters 2 ms apart, then Enter, which alone counts.
    void scan(const QString &code, const QString &what);
    /// Lets time pass; the window lives on.
    void pause(int ms);
    /// Until @p done, asked after everything that happens; false after @p timeoutMs.
    bool until(const std::function<bool()> &done, int timeoutMs);

    /// Just before the last event.
    BenchApplication::Clock::time_point began() const { return m_began; }
    /// The longest pause within the last scan.
    std::chrono::milliseconds longestGap() const { return m_longestGap; }
    /// Of all events that caused a paint.
    const SampleSeries &all() const { return m_all; }
    /// The same by their names.
    const QMap<QString, SampleSeries> &named() const { return m_named; }

    bool event(QEvent *event) override;

private:
    void deliver(const QString &what, const std::function<void()> &deliverIt);
    void mouse(const QPoint &inWindow, QEvent::Type type);
    void keyPressAndRelease(Qt::Key key, const QString &text);

    BenchApplication &m_application;
    QWidget &m_window;
    BenchApplication::Clock::time_point m_began;
    std::chrono::milliseconds m_longestGap {0};
    bool m_settled = true;
    SampleSeries m_all;
    QMap<QString, SampleSeries> m_named;
};
