#include "fault_proxy.h"

#include "proxy_line.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <thread>
#include <vector>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using Clock = ProxyClock;

constexpr qsizetype portionBytes = 16'384;
constexpr std::chrono::milliseconds slowness {150};
constexpr std::chrono::milliseconds byteEvery {5};

} // namespace

/// The proxy's thread and its sockets; wishes come in under the mutex.
class FaultProxy::Carrier
{
public:
    Carrier(const QString &host, quint16 port);
    ~Carrier();
    Q_DISABLE_COPY_MOVE(Carrier)

    void set(Mode mode);
    void resetAll();
    void resetAfter(qint64 bytes);
    bool cut() const { return m_cut; }
    int taken() const { return m_taken; }
    quint16 port() const { return m_port; }

private:
    void listen();
    void loop();
    void obey();
    void enter(Mode mode);
    void leave(Mode mode);
    void await();
    void watch(std::vector<pollfd> &sockets, const ProxyLine &line) const;
    void take();
    bool dial(ProxyLine &line) const;
    void carry(ProxyLine &line);
    bool read(ProxyLine &line, int from, ProxyFlow &flow) const;
    bool write(int to, ProxyFlow &flow, bool answers);
    qsizetype allowed(ProxyFlow &flow, bool answers) const;
    bool spend(qsizetype sent, bool answers);
    void wake() const;

    const sockaddr_in m_target;
    const int m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    quint16 m_port = 0;
    int m_listener = -1;
    Mode m_mode = Mode::Forward; // of the thread
    qint64 m_budget = -1; // bytes of answers until a reset; of the thread
    std::vector<std::unique_ptr<ProxyLine>> m_lines; // of the thread
    std::atomic<bool> m_cut = false;
    std::atomic<int> m_taken = 0;

    std::mutex m_mutex;
    Mode m_wanted = Mode::Forward; // by m_mutex, like the next three
    bool m_resetWanted = false;
    qint64 m_budgetWanted = -1;
    bool m_stopping = false;
    std::thread m_thread; // last: starts when all above is there
};

FaultProxy::Carrier::Carrier(const QString &host, quint16 port)
    : m_target(addressOf(host.toLatin1(), port))
{
    listen();
    m_thread = std::thread([this] { loop(); });
}

FaultProxy::Carrier::~Carrier()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    wake();
    m_thread.join();
    for (const auto &line : m_lines) {
        resetSocket(line->client);
        resetSocket(line->server);
    }
    resetSocket(m_listener);
    ::close(m_wake);
}

void FaultProxy::Carrier::wake() const
{
    ::eventfd_write(m_wake, 1);
}

void FaultProxy::Carrier::set(Mode mode)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = mode;
    }
    wake();
}

void FaultProxy::Carrier::resetAll()
{
    {
        const std::lock_guard lock(m_mutex);
        m_resetWanted = true;
    }
    wake();
}

void FaultProxy::Carrier::resetAfter(qint64 bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_budgetWanted = bytes;
        m_cut = false;
    }
    wake();
}

/// The first time on any free port, then on the same again.
void FaultProxy::Carrier::listen()
{
    m_listener = newSocket();
    const int yes = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in own = addressOf("127.0.0.1", m_port);
    socklen_t size = sizeof own;
    const bool listens =
        ::bind(m_listener, reinterpret_cast<const sockaddr *>(&own), sizeof own) == 0
        && ::listen(m_listener, SOMAXCONN) == 0
        && ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&own), &size) == 0;
    if (!listens)
        qFatal("the proxy of the test cannot listen: error %d", errno);
    m_port = ntohs(own.sin_port);
}

void FaultProxy::Carrier::loop()
{
    while (true) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                return;
            obey();
        }
        await();
        for (const auto &line : m_lines)
            carry(*line);
        for (const auto &line : m_lines) {
            if (!line->over())
                continue;
            line->broken ? resetSocket(line->client) : static_cast<void>(::close(line->client));
            line->broken ? resetSocket(line->server) : static_cast<void>(::close(line->server));
        }
        std::erase_if(m_lines, [](const auto &line) { return line->over(); });
    }
}

/// Under the mutex.
void FaultProxy::Carrier::obey()
{
    if (m_mode != m_wanted) {
        leave(m_mode);
        m_mode = m_wanted;
        enter(m_mode);
    }
    if (std::exchange(m_resetWanted, false)) {
        for (const auto &line : m_lines)
            line->broken = true;
    }
    if (m_budgetWanted >= 0)
        m_budget = std::exchange(m_budgetWanted, -1);
}

void FaultProxy::Carrier::enter(Mode mode)
{
    if (mode == Mode::Refuse)
        resetSocket(m_listener);
    for (const auto &line : m_lines) {
        if (mode == Mode::Refuse)
            line->broken = true;
        if (mode == Mode::HalfOpen && line->server >= 0) {
            ::close(line->server);
            line->server = -1;
            line->lostBytes = true;
        }
    }
}

void FaultProxy::Carrier::leave(Mode mode)
{
    if (mode == Mode::Refuse)
        listen();
    for (const auto &line : m_lines) {
        if (line->lostBytes || (mode == Mode::Silent && line->server < 0 && !dial(*line)))
            line->broken = true;
    }
}

void FaultProxy::Carrier::await()
{
    const bool paced = m_mode == Mode::Slow || m_mode == Mode::Trickle;
    std::vector<pollfd> sockets {{.fd = m_wake, .events = POLLIN, .revents = 0},
                                 {.fd = m_listener, .events = POLLIN, .revents = 0}};
    for (const auto &line : m_lines)
        watch(sockets, *line);
    ::poll(sockets.data(), sockets.size(), paced ? 2 : 200);
    eventfd_t count = 0;
    ::eventfd_read(m_wake, &count);
    if ((sockets[1].revents & POLLIN) != 0)
        take();
}

void FaultProxy::Carrier::watch(std::vector<pollfd> &sockets, const ProxyLine &line) const
{
    if (m_mode == Mode::Silent || m_mode == Mode::HalfOpen)
        return;
    const bool paced = m_mode == Mode::Slow || m_mode == Mode::Trickle;
    const auto events = [paced](const ProxyFlow &in, const ProxyFlow &out) {
        const int reads = in.ended || in.full() ? 0 : POLLIN;
        return short(reads | (out.waiting.empty() || paced ? 0 : POLLOUT));
    };
    sockets.push_back({.fd = line.client, .events = events(line.up, line.down), .revents = 0});
    sockets.push_back({.fd = line.server, .events = events(line.down, line.up), .revents = 0});
}

void FaultProxy::Carrier::take()
{
    auto line = std::make_unique<ProxyLine>();
    line->client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (line->client < 0)
        return;
    ++m_taken;
    sendAtOnce(line->client);
    line->lostBytes = m_mode == Mode::HalfOpen;
    const bool waits = m_mode == Mode::HalfOpen || m_mode == Mode::Silent;
    if (!waits && !dial(*line))
        resetSocket(line->client);
    else
        m_lines.push_back(std::move(line));
}

bool FaultProxy::Carrier::dial(ProxyLine &line) const
{
    line.server = newSocket();
    if (::connect(line.server, reinterpret_cast<const sockaddr *>(&m_target), sizeof m_target)
        == 0) {
        sendAtOnce(line.server);
        return true;
    }
    resetSocket(line.server);
    return false;
}

void FaultProxy::Carrier::carry(ProxyLine &line)
{
    if (line.broken || m_mode == Mode::Silent || m_mode == Mode::HalfOpen)
        return;
    line.broken = !read(line, line.client, line.up) || !read(line, line.server, line.down)
        || !write(line.server, line.up, false) || !write(line.client, line.down, true);
}

/// False when the connection broke.
bool FaultProxy::Carrier::read(ProxyLine &line, int from, ProxyFlow &flow) const
{
    if (flow.ended || flow.full())
        return true;
    std::array<char, portionBytes> bytes {};
    const ssize_t count = ::recv(from, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0)
        return errno == EAGAIN || errno == EINTR;
    if (count == 0) {
        flow.ended = true;
        return true;
    }
    if (m_mode == Mode::Drop) {
        line.lostBytes = true;
        return true;
    }
    const Clock::time_point due =
        m_mode == Mode::Slow ? Clock::now() + slowness : Clock::time_point();
    flow.waiting.push_back({.due = due, .bytes = QByteArray(bytes.data(), count)});
    return true;
}

/// How much of the first portion may go now.
qsizetype FaultProxy::Carrier::allowed(ProxyFlow &flow, bool answers) const
{
    const Clock::time_point now = Clock::now();
    if (flow.waiting.empty() || flow.waiting.front().due > now)
        return 0;
    qsizetype size = flow.waiting.front().bytes.size();
    if (m_mode == Mode::Trickle) {
        size = flow.nextByte > now ? 0 : 1;
        if (size == 1)
            flow.nextByte = now + byteEvery;
    }
    return answers && m_budget >= 0 ? std::min<qsizetype>(size, m_budget) : size;
}

bool FaultProxy::Carrier::write(int to, ProxyFlow &flow, bool answers)
{
    while (const qsizetype size = allowed(flow, answers)) {
        QByteArray &bytes = flow.waiting.front().bytes;
        const ssize_t sent =
            ::send(to, bytes.constData(), size_t(size), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0)
            return errno == EAGAIN || errno == EINTR;
        bytes.remove(0, sent);
        if (bytes.isEmpty())
            flow.waiting.pop_front();
        if (!spend(sent, answers))
            return false;
    }
    if (flow.ended && flow.waiting.empty() && !flow.shut) {
        ::shutdown(to, SHUT_WR);
        flow.shut = true;
    }
    return true;
}

/// False when these were the last bytes before a reset.
bool FaultProxy::Carrier::spend(qsizetype sent, bool answers)
{
    if (!answers || m_budget < 0)
        return true;
    m_budget -= sent;
    if (m_budget > 0)
        return true;
    m_budget = -1;
    m_cut = true;
    return false;
}

FaultProxy::FaultProxy(const QString &host, quint16 port)
    : m_carrier(std::make_unique<Carrier>(host, port))
{
}

FaultProxy::~FaultProxy() = default;

quint16 FaultProxy::port() const
{
    return m_carrier->port();
}

void FaultProxy::set(Mode mode)
{
    m_carrier->set(mode);
}

void FaultProxy::resetAll()
{
    m_carrier->resetAll();
}

void FaultProxy::resetAfter(qint64 bytes)
{
    m_carrier->resetAfter(bytes);
}

bool FaultProxy::cut() const
{
    return m_carrier->cut();
}

int FaultProxy::taken() const
{
    return m_carrier->taken();
}
