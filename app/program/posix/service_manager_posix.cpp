#include "service_manager.h"

#ifdef BAKEHOUSE_WITH_SYSTEMD

#include <cstdint>

#include <systemd/sd-daemon.h>

// The variables stay for the next call: no child of ours inherits an environment in which it would
// speak for us, since the database server is started with one of its own.

void tellServiceManager(const QByteArray &state)
{
    static_cast<void>(::sd_notify(0, state.constData()));
}

std::chrono::microseconds serviceManagerPatience()
{
    std::uint64_t patience = 0;
    const bool minds = ::sd_watchdog_enabled(0, &patience) > 0;
    return std::chrono::microseconds(minds ? qint64(patience) : 0);
}

#else

void tellServiceManager(const QByteArray &) { }

std::chrono::microseconds serviceManagerPatience()
{
    return std::chrono::microseconds::zero();
}

#endif
