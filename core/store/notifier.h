#pragma once

#include "address.h"
#include "heartbeat.h"

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

/// One connection that LISTENs, on a thread of its own; rebuilt after a loss. Payloads are hints,
/// never data. Owned by the shop; thread-safe.
class Notifier
{
public:
    struct Callbacks { // All on the notifier's thread.
        std::function<void(const QString &channel, const QString &payload)> notified;
        std::function<void()>
            listening; ///< After each (re)connect: what was sent meanwhile is lost, so reload.
    };
    Notifier(DatabaseAddress address, QStringList channels, Callbacks callbacks);
    ~Notifier();
    bool listening() const;
    /// What the thread shows of itself. It takes a step at least every two seconds, and three for
    /// each host that does not answer.
    ThreadSign sign() const;
    /// Goes on with another thread and connection where the thread hangs, in a callback for
    /// example. What is left behind calls nobody any more and ends when it can. Any thread.
    void rebuild();

private:
    class Listener;
    std::unique_ptr<Listener> makeListener() const;

    const DatabaseAddress m_address;
    const QStringList m_channels;
    const Callbacks m_callbacks;
    mutable std::mutex m_mutex;
    std::unique_ptr<Listener> m_listener; ///< Under m_mutex, as the next.
    std::vector<std::unique_ptr<Listener>> m_leftBehind;
};
