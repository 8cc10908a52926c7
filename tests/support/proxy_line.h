#pragma once

#include <QByteArray>

#include <chrono>
#include <deque>

#include <netinet/in.h>

// The sockets of FaultProxy, and what is under way on them. Of its thread.

/// @p host is a number.
sockaddr_in addressOf(const QByteArray &host, quint16 port);
int newSocket();
void sendAtOnce(int socket);
/// Closes it with a reset instead of a farewell.
void resetSocket(int &socket);

using ProxyClock = std::chrono::steady_clock;

/// What is under way in one direction.
struct ProxyFlow {
    struct Portion {
        ProxyClock::time_point due;
        QByteArray bytes;
    };
    std::deque<Portion> waiting;
    ProxyClock::time_point nextByte;
    bool ended = false; ///< The sender will send no more.
    bool shut = false; ///< And the receiver knows it.

    static constexpr size_t mostPortions = 32;
    bool full() const { return waiting.size() >= mostPortions; }
};

/// A client, the server's end for it, and what moves between them.
struct ProxyLine {
    int client = -1;
    int server = -1;
    ProxyFlow up;
    ProxyFlow down;
    bool lostBytes = false;
    bool broken = false;

    bool over() const { return broken || (up.shut && down.shut); }
};
