#pragma once

#include "address.h"

#include <functional>
#include <memory>

/// One connection that LISTENs, on a thread of its own; rebuilt after a loss. Payloads are hints,
/// never data.
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

private:
    class Listener;
    std::unique_ptr<Listener> m_listener;
};
