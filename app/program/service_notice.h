#pragma once

#include <QString>
#include <QTimer>

#include <functional>

/// What the service manager that started us hears: that we are ready, that we live, that we stop.
/// A beat is sent only while every watched thread goes on, four in the time that it bears silence;
/// it comes from a timer of the main thread, so one that hangs falls silent too. Without a service
/// manager nothing is sent. Lives on the main thread; owned by main.
class ServiceNotice final : public QObject
{
    Q_OBJECT
public:
    /// @p stalled names the threads that hang; empty while there are none. Must not wait.
    explicit ServiceNotice(std::function<QString()> stalled);

    /// The shop is open under @p urls; from now on it is said that it lives.
    void ready(const QString &urls);
    void stopping();

private:
    void beat();

    const std::function<QString()> m_stalled;
    QString m_urls;
    QString m_told; ///< The threads that were last said to hang.
    QTimer m_beats;
};
