#include "hostile_crowd.h"

#include "raw_client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int addresses = 50;

sockaddr_in loopback(quint32 host, quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(host);
    address.sin_port = htons(port);
    return address;
}

template <typename F> int withAddress(F call, int socket, const sockaddr_in &address)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as the system asks for it
    return call(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address);
}

/// Whether the other end is still there; what it sent is thrown away.
bool stillThere(int socket)
{
    std::array<char, 4'096> sink {};
    const ssize_t count = ::recv(socket, sink.data(), sink.size(), MSG_DONTWAIT);
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == ENOTCONN));
}

bool sent(int socket, const QByteArray &bytes)
{
    const ssize_t count =
        ::send(socket, bytes.constData(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    return count >= 0 || errno == EAGAIN || errno == ENOTCONN;
}

/// An order of goods that the good client does not buy.
QByteArray orderRequest()
{
    return postRequest("/api/orders",
                       R"({"customer_name":"R","customer_email":"r@example.com",)"
                       R"("items":[{"product_id":2,"quantity":1}]})",
                       "Content-Type: application/json\r\n");
}

}

HostileCrowd::HostileCrowd(quint16 port, quint16 encryptedPort, const CrowdSize &size)
    : m_port(port)
    , m_encryptedPort(encryptedPort)
{
    add(Kind::Idle, size.idle);
    add(Kind::SlowSender, size.slowSenders);
    add(Kind::SlowReader, size.slowReaders);
    add(Kind::StalledHandshake, size.stalledHandshakes);
    add(Kind::Resetter, size.resetters);
}

HostileCrowd::~HostileCrowd()
{
    stop();
}

void HostileCrowd::add(Kind kind, int count)
{
    for (int i = 0; i < count; ++i)
        m_foes.push_back({.kind = kind, .address = int(m_foes.size()) % addresses + 1});
}

void HostileCrowd::stop()
{
    m_stop.release();
    wait();
}

void HostileCrowd::run()
{
    constexpr int roundMs = 100;
    while (!m_stop.tryAcquire(1, roundMs)) {
        for (Foe &foe : m_foes)
            takeTurn(foe);
        m_connected =
            int(std::ranges::count_if(m_foes, [](const Foe &foe) { return foe.socket >= 0; }));
    }
    for (const Foe &foe : m_foes) {
        if (foe.socket >= 0)
            ::close(foe.socket);
    }
}

void HostileCrowd::takeTurn(Foe &foe)
{
    if (foe.socket < 0)
        connectFoe(foe);
    if (foe.socket < 0 || act(foe))
        return;
    ::close(foe.socket);
    ++m_thrownOut;
    connectFoe(foe);
}

void HostileCrowd::connectFoe(Foe &foe) const
{
    constexpr quint32 crowd = 0x7f000100; // 127.0.1.0
    constexpr int smallBuffer = 4'096;
    foe.round = 0;
    foe.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (foe.socket < 0)
        return;
    if (foe.kind == Kind::SlowReader)
        ::setsockopt(foe.socket, SOL_SOCKET, SO_RCVBUF, &smallBuffer, sizeof smallBuffer);
    withAddress(::bind, foe.socket, loopback(crowd + quint32(foe.address), 0));
    const quint16 port = foe.kind == Kind::StalledHandshake ? m_encryptedPort : m_port;
    withAddress(::connect, foe.socket, loopback(INADDR_LOOPBACK, port));
}

/// What it does in one round; false when it was thrown out.
bool HostileCrowd::act(Foe &foe)
{
    ++foe.round;
    switch (foe.kind) {
    case Kind::Idle:
        return stillThere(foe.socket);
    case Kind::SlowSender:
        return sendSlowly(foe);
    case Kind::SlowReader:
        return readSlowly(foe);
    case Kind::StalledHandshake:
        return stallHandshake(foe);
    case Kind::Resetter:
        placeAndReset(foe);
        return true;
    }
    Q_UNREACHABLE();
}

bool HostileCrowd::sendSlowly(Foe &foe) const
{
    static const QByteArray request = "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    const QByteArray letter = foe.round < request.size() ? request.mid(foe.round - 1, 1) : "a";
    return sent(foe.socket, letter) && stillThere(foe.socket);
}

bool HostileCrowd::readSlowly(Foe &foe) const
{
    constexpr int requests = 100;
    constexpr int connecting = 2;
    if (foe.round == connecting)
        return sent(foe.socket, getRequest("/api/products").repeated(requests));
    char letter = 0;
    const ssize_t count = ::recv(foe.socket, &letter, 1, MSG_DONTWAIT);
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == ENOTCONN));
}

/// Says that a ClientHello of 512 bytes follows, and sends no more of it (RFC 8446 §5.1).
bool HostileCrowd::stallHandshake(Foe &foe) const
{
    constexpr int connecting = 2;
    static const QByteArray begun = QByteArray::fromHex("16030102000100");
    if (foe.round == connecting && !sent(foe.socket, begun))
        return false;
    return stillThere(foe.socket);
}

/// The order is on its way when the connection goes.
void HostileCrowd::placeAndReset(Foe &foe)
{
    constexpr int connecting = 2;
    if (foe.round < connecting)
        return;
    static_cast<void>(sent(foe.socket, orderRequest()));
    const linger none {.l_onoff = 1, .l_linger = 0}; // makes the kernel send RST
    ::setsockopt(foe.socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(std::exchange(foe.socket, -1));
    ++m_resets;
}
