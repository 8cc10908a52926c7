#pragma once

#include <QByteArray>
#include <QSemaphore>
#include <QThread>

#include <atomic>
#include <vector>

/// How many of each kind are at work at the same time.
struct CrowdSize {
    int idle = 200;
    int slowSenders = 20;
    int slowReaders = 5;
    int stalledHandshakes = 10; ///< Of TLS.
    int resetters = 5; ///< Each places an order and resets its connection, ten times a second.
};

/// Clients of the worst sort, from addresses 127.0.1.x: they hold connections, send and read a byte
/// at a time, begin handshakes that they never end, reset connections while their order is being
/// placed; who is thrown out comes again.
/// A thread of its own; owned by a test.
class HostileCrowd final : public QThread
{
public:
    /// The ports of HTTP and HTTPS.
    HostileCrowd(quint16 port, quint16 encryptedPort, const CrowdSize &size);
    ~HostileCrowd() override; ///< stop()

    void stop();
    /// Connections open at the end of the last round.
    int connected() const { return m_connected; }
    int resets() const { return m_resets; }
    /// How often one of them was thrown out.
    int thrownOut() const { return m_thrownOut; }

protected:
    void run() override;

private:
    enum class Kind { Idle, SlowSender, SlowReader, StalledHandshake, Resetter };
    /// One of the crowd.
    struct Foe {
        Kind kind = Kind::Idle;
        int address = 0; ///< Last byte of 127.0.1.x.
        int socket = -1;
        int round = 0; ///< Since it connected.
    };

    void add(Kind kind, int count);
    void takeTurn(Foe &foe);
    void connectFoe(Foe &foe) const;
    bool act(Foe &foe);
    bool sendSlowly(Foe &foe) const;
    bool readSlowly(Foe &foe) const;
    bool stallHandshake(Foe &foe) const;
    void placeAndReset(Foe &foe);

    const quint16 m_port;
    const quint16 m_encryptedPort;
    std::vector<Foe> m_foes;
    QSemaphore m_stop;
    std::atomic<int> m_connected = 0;
    std::atomic<int> m_resets = 0;
    std::atomic<int> m_thrownOut = 0;
};
