#pragma once

#include <QObject>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>

/// A thread that runs small work after a while, without a lock. Owned by the desk that needs it;
/// any thread may ask. What still waits at the end is dropped, never run.
class Delay
{
public:
    explicit Delay(const QString &name);
    ~Delay();
    Q_DISABLE_COPY_MOVE(Delay)

    void after(std::chrono::milliseconds wait, std::function<void()> work);
    /// Waits for work that runs now and runs nothing more. Not from the work itself.
    void finish();

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context;
};
