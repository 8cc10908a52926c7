#pragma once

#include <QByteArray>
#include <QHostAddress>

#include <memory>

/// A TLS client that says and hears what QSslSocket hides: versions, alerts, and how a connection
/// ends. Blocks, for at most ten seconds a step; the server must live in another thread.
class TlsClient
{
public:
    /// What it offers. The ciphers are those of TLS 1.2 and before, as OpenSSL writes them.
    struct Offer {
        int oldest = 0;
        int newest = 0; ///< 0x0301 is TLS 1.0; 0: whatever there is.
        QByteArray ciphers = "DEFAULT@SECLEVEL=0";
    };
    explicit TlsClient(quint16 port);
    TlsClient(quint16 port, const Offer &offer);
    ~TlsClient();
    Q_DISABLE_COPY_MOVE(TlsClient)

    /// False when the server refused; alert() then says why.
    bool handshake();
    int version() const; ///< As in Offer.
    QByteArray cipher() const;
    int alert() const; ///< The last one that came (RFC 8446, 6), or -1.
    void send(const QByteArray &bytes);
    /// Says that no more follows (close_notify), and goes on listening.
    void sayGoodbye();
    /// Sends @p bytes and says that no more follows, both in one segment.
    void sendLast(const QByteArray &bytes);
    /// The same, and ends the sending of TCP too.
    void endSending();
    QByteArray readAll(); ///< Up to the end.
    /// Whether the server ended with close_notify; after readAll().
    bool endedInOrder() const;

private:
    struct Private;
    std::unique_ptr<Private> m;
};
