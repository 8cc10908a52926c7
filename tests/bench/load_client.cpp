#include "load_client.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

/// Value of the head's line @p name (in small letters, with its colon), or -1.
qsizetype numberAfter(const QByteArray &head, const QByteArray &name)
{
    const qsizetype from = head.toLower().indexOf("\r\n" + name);
    if (from < 0)
        return -1;
    const qsizetype begin = from + 2 + name.size();
    return head.mid(begin, head.indexOf("\r\n", begin) - begin).trimmed().toLongLong();
}

/// The number behind "order_id" in a body.
qint64 orderIdIn(const QByteArray &body)
{
    const qsizetype from = body.indexOf("\"order_id\":");
    qsizetype begin = from + qsizetype(std::strlen("\"order_id\":"));
    while (begin < body.size() && body.at(begin) == ' ')
        ++begin;
    qint64 id = 0;
    for (; from >= 0 && begin < body.size() && body.at(begin) >= '0' && body.at(begin) <= '9';
         ++begin)
        id = id * 10 + (body.at(begin) - '0');
    return id;
}

} // namespace

LoadClient::LoadClient(const LoadPlan &plan, LoadRequests &requests, LoadAccount &account)
    : m_plan(plan)
    , m_requests(requests)
    , m_account(account)
{
}

LoadClient::~LoadClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool LoadClient::dial()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(m_plan.host.constData(), QByteArray::number(m_plan.port).constData(), &hints,
                      &found)
        != 0)
        return false;
    m_socket = ::socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
    const bool reached =
        m_socket >= 0 && ::connect(m_socket, found->ai_addr, found->ai_addrlen) == 0;
    ::freeaddrinfo(found);
    const int yes = 1;
    if (reached)
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return reached;
}

void LoadClient::ask()
{
    m_answer.resize(0);
    m_size = 0;
    m_waits = true;
    m_kind = m_requests.pick();
    const QByteArray &request = m_requests.request(m_kind);
    m_since = Clock::now();
    // Small, into an empty buffer: it goes at once. A broken connection shows when it is read.
    ::send(m_socket, request.constData(), size_t(request.size()), MSG_NOSIGNAL);
}

bool LoadClient::read()
{
    constexpr qsizetype step = 65'536;
    const qsizetype had = m_answer.size();
    m_answer.resize(had + step);
    const ssize_t count = ::recv(m_socket, m_answer.data() + had, step, MSG_DONTWAIT);
    m_answer.resize(had + std::max<qsizetype>(count, 0));
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (count <= 0) {
        ++m_account.brokenConnections;
        m_waits = false;
        return false;
    }
    if (whole()) {
        finish();
        if (!m_requests.finished())
            ask();
    }
    return true;
}

bool LoadClient::whole()
{
    if (m_size == 0) {
        const qsizetype head = m_answer.indexOf("\r\n\r\n");
        if (head < 0)
            return false;
        const qsizetype length = numberAfter(m_answer.first(head + 2), "content-length:");
        m_size = head + 4 + std::max<qsizetype>(length, 0);
    }
    return m_answer.size() >= m_size;
}

void LoadClient::finish()
{
    m_waits = false;
    const auto time = Clock::now() - m_since;
    const int status = m_answer.mid(qsizetype(std::strlen("HTTP/1.1 ")), 3).toInt();
    m_account.note(m_kind, status, time);
    m_account.bytes += m_size;
    if (status == 201 && !m_plan.idsFile.isEmpty())
        m_account.placed.push_back(orderIdIn(m_answer));
}
