#pragma once

#include <QObject>

#include <memory>

/// Turns the system's wish that we end (SIGTERM, SIGINT; later the console's close) into a signal
/// on the main thread. One in a program, owned by main.
class StopSignal final : public QObject
{
    Q_OBJECT
public:
    StopSignal();
    ~StopSignal() override;
    bool asked() const;

signals:
    void stopAsked();

private:
    class Platform;
    std::unique_ptr<Platform> m_platform;
};
