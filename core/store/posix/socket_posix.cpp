#include "socket_platform.h"

#include <poll.h>
#include <sys/socket.h>

void shutSocket(int socket)
{
    ::shutdown(socket, SHUT_RDWR);
}

bool waitReadable(int socket, int timeoutMs)
{
    pollfd waiting {.fd = socket, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, timeoutMs) > 0;
}
