#include "api_platform.h"

#include <algorithm>
#include <array>
#include <limits>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

void yieldToCounter(int niceness)
{
#ifdef Q_OS_LINUX
    // On Linux a thread has a nice value of its own. A refusal costs nothing but precedence.
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
#else
    Q_UNUSED(niceness)
#endif
}

int raiseOpenFileLimit(int wanted)
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    const auto needed = static_cast<rlim_t>(wanted);
    if (limit.rlim_cur < needed) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    return static_cast<int>(std::min<rlim_t>(limit.rlim_cur, std::numeric_limits<int>::max()));
}

void shutdownSending(qintptr socketDescriptor)
{
    ::shutdown(static_cast<int>(socketDescriptor), SHUT_WR);
}

void limitUnacknowledged(qintptr socketDescriptor, int timeoutMs)
{
#ifdef Q_OS_LINUX
    const auto timeout = static_cast<unsigned>(timeoutMs);
    ::setsockopt(static_cast<int>(socketDescriptor), IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout,
                 sizeof timeout);
#else
    Q_UNUSED(socketDescriptor)
    Q_UNUSED(timeoutMs)
#endif
}

static iovec piece(QByteArrayView bytes)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): sending writes nothing there
    return {.iov_base = const_cast<char *>(bytes.data()),
            .iov_len = static_cast<std::size_t>(bytes.size())};
}

qsizetype sendNow(qintptr socketDescriptor, QByteArrayView first, QByteArrayView second)
{
    std::array<iovec, 2> pieces {piece(first), piece(second)};
    msghdr message {};
    message.msg_iov = pieces.data();
    message.msg_iovlen = second.isEmpty() ? 1 : pieces.size();
    const ssize_t sent =
        ::sendmsg(static_cast<int>(socketDescriptor), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<qsizetype>(sent, 0);
}

void endListening(qintptr socketDescriptor)
{
    ::shutdown(static_cast<int>(socketDescriptor), SHUT_RDWR);
}

void closeDescriptor(qintptr socketDescriptor)
{
    ::close(static_cast<int>(socketDescriptor));
}

void giveMemoryBack()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}
