#include "channel.h"

bool Channel::isLoopback() const
{
    bool isVersion4 = false;
    const quint32 version4 = peer.toIPv4Address(&isVersion4); // also when mapped into IPv6
    return isVersion4 ? QHostAddress(version4).isLoopback() : peer.isLoopback();
}
