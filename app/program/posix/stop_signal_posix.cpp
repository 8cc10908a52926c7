#include "stop_signal.h"

#include <QSocketNotifier>

#include <csignal>
#include <cstdint>

#include <sys/eventfd.h>
#include <unistd.h>

namespace {

// A signal handler may only touch what is lock-free; the event loop reads the other end.
int wakeDescriptor = -1;

void onSignal(int)
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakeDescriptor, &one, sizeof one);
}

void install(int number)
{
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

} // namespace

class StopSignal::Platform
{
public:
    explicit Platform(StopSignal &owner)
        : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_notifier(m_descriptor, QSocketNotifier::Read)
    {
        wakeDescriptor = m_descriptor;
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &owner, [this, &owner] {
            m_notifier.setEnabled(false);
            m_asked = true;
            emit owner.stopAsked();
        });
        install(SIGTERM);
        install(SIGINT);
        install(SIGHUP);
    }
    ~Platform()
    {
        for (const int number : {SIGTERM, SIGINT, SIGHUP})
            ::signal(number, SIG_DFL);
        wakeDescriptor = -1;
        ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(Platform)
    bool asked() const { return m_asked; }

private:
    const int m_descriptor;
    QSocketNotifier m_notifier;
    bool m_asked = false;
};

StopSignal::StopSignal()
    : m_platform(std::make_unique<Platform>(*this))
{
}

StopSignal::~StopSignal() = default;

bool StopSignal::asked() const
{
    return m_platform->asked();
}
