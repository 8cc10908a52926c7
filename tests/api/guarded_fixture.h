#pragma once

#include "guard_limits.h"
#include "raw_client.h"

#include <QThread>

#include <atomic>
#include <future>

class GuardedServer;

/// Limits with short waits, so that the tests of them are over soon.
GuardLimits hastyLimits();

/// What "/big/N" is answered with: each kilobyte begins with its number.
QByteArray bigBody(int kilobytes);

struct TlsIdentity;

/// A self-signed identity that exists in memory only.
TlsIdentity freshIdentity();

/// QHttpServer behind the guard in a thread of its own, with a handler that says what it was asked:
/// "/later/MS…" answers after that time, "/never" not at all, "/big/N" with N kilobytes, "/channel"
/// with the way it came, all else at once. "/stream/N" begins a stream, pushes N kilobytes and with
/// "?end" ends it. By HTTP and HTTPS.
class GuardedFixture final : public QThread
{
public:
    explicit GuardedFixture(GuardLimits limits = {});
    ~GuardedFixture() override;

    quint16 port() const { return m_port; }
    quint16 port(Transport transport) const
    {
        return transport == Transport::Plain ? m_port : m_encryptedPort;
    }
    quint16 encryptedPort() const { return m_encryptedPort; }
    QSslCertificate certificate() const { return m_certificate; }
    void useIdentity(const TlsIdentity &identity);
    qint64 heldBytes(); ///< Received and not yet used, in all sockets.
    int handled() const { return m_handled; }
    int connections(); ///< Asked in the server's thread.
    /// From now on each turn of the server's thread takes so long.
    void keepBusy(int milliseconds);
    /// Lets the server finish; false when it did not within @p timeoutMs.
    bool finish(int timeoutMs);

protected:
    void run() override;

private:
    const GuardLimits m_limits;
    std::promise<quint16> m_listening;
    quint16 m_port = 0;
    quint16 m_encryptedPort = 0;
    QSslCertificate m_certificate;
    GuardedServer *m_server = nullptr;
    std::atomic<int> m_handled = 0;
};
