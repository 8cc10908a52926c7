#pragma once

#include <QHash>
#include <QHostAddress>

#include <memory>
#include <variant>

/// How many streams may be open: in all and from one address (counted as connections are). Lives in
/// the api thread; owned by its calls, and must outlive the places.
class StreamPlaces
{
public:
    struct Limits {
        int inAll = 1'024;
        int perAddress = 16;
    };
    enum class Full { InAll, FromThatAddress };
    /// A stream's place; free again when it is gone.
    class Place
    {
    public:
        Place(StreamPlaces &places, const QHostAddress &address);
        ~Place();
        Q_DISABLE_COPY_MOVE(Place)

    private:
        StreamPlaces &m_places;
        const QHostAddress m_address;
    };

    explicit StreamPlaces(Limits limits);

    std::variant<std::unique_ptr<Place>, Full> take(const QHostAddress &peer);
    int taken() const { return m_taken; }

private:
    const Limits m_limits;
    QHash<QHostAddress, int> m_perAddress;
    int m_taken = 0;
};
