#pragma once

#include "head_check.h"
#include "network_list.h"

/// What the guard allows and how long it waits, all in milliseconds. Tests shorten the waits.
struct GuardLimits {
    HeadLimits head;
    int connections = 4'096;
    int connectionsPerAddress = 64;
    NetworkList trustedProxies; ///< Exempt from it: all customers come through them.
    int farewells = 256; ///< Refused connections that may take their time to read it.
    qint64 unreadBytes = 262'144; ///< With more unread, a connection takes no further request.
    qint64 streamUnreadBytes = 65'536; ///< With more unread, a stream is cut off.
    int streamBufferBytes = 32'768; ///< Of the kernel, so that what is not read is seen.
    int streamPingMs = 10'000; ///< A stream is never silent for longer.
    qint64 discardedBytes =
        8'388'608; ///< Read and thrown away after a refusal, so that it arrives.
    int tickMs = 500;
    int handshakeMs = 5'000; ///< Of TLS, from the first byte to the last.
    int headMs = 5'000;
    int bodyMs = 10'000;
    int idleMs = 15'000;
    int handlerMs = 15'000;
    int drainMs = 20'000;
    int lingerMs = 2'000; ///< For the peer to close after our last byte.
};
