#include "stream_places.h"

#include "guarded_server.h"

StreamPlaces::Place::Place(StreamPlaces &places, const QHostAddress &address)
    : m_places(places)
    , m_address(address)
{
    ++m_places.m_taken;
    ++m_places.m_perAddress[m_address];
}

StreamPlaces::Place::~Place()
{
    --m_places.m_taken;
    if (--m_places.m_perAddress[m_address] == 0)
        m_places.m_perAddress.remove(m_address);
}

StreamPlaces::StreamPlaces(Limits limits)
    : m_limits(limits)
{
}

std::variant<std::unique_ptr<StreamPlaces::Place>, StreamPlaces::Full> StreamPlaces::take(
    const QHostAddress &peer)
{
    const QHostAddress address = countedAddress(peer);
    if (m_perAddress.value(address) >= m_limits.perAddress)
        return Full::FromThatAddress;
    if (m_taken >= m_limits.inAll)
        return Full::InAll;
    return std::make_unique<Place>(*this, address);
}
