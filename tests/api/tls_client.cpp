#include "tls_client.h"

#include "api_platform.h"
#include "raw_client.h"

#include <array>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>

struct TlsClient::Private {
    int descriptor = -1;
    SSL_CTX *context = nullptr;
    SSL *session = nullptr;
    int alert = -1;
    bool endedInOrder = false;
};

namespace {

/// Remembers alerts that came in; the session carries the place.
void noteAlert(const SSL *session, int where, int value)
{
    constexpr int descriptionMask = 0xff;
    if ((where & SSL_CB_ALERT) != 0 && (where & SSL_CB_READ) != 0)
        *static_cast<int *>(SSL_get_app_data(session)) = value & descriptionMask;
}

} // namespace

TlsClient::TlsClient(quint16 port)
    : TlsClient(port, Offer())
{
}

TlsClient::TlsClient(quint16 port, const Offer &offer)
    : m(new Private)
{
    m->descriptor = int(connectedDescriptor(port, QHostAddress(QHostAddress::LocalHost)));
    const timeval patience {.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(m->descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m->descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    m->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(m->context, offer.oldest);
    SSL_CTX_set_max_proto_version(m->context, offer.newest);
    SSL_CTX_set_cipher_list(m->context, offer.ciphers.constData());
    m->session = SSL_new(m->context);
    SSL_set_app_data(m->session, &m->alert);
    SSL_set_info_callback(m->session, noteAlert);
    SSL_set_fd(m->session, m->descriptor);
}

TlsClient::~TlsClient()
{
    SSL_free(m->session);
    SSL_CTX_free(m->context);
    closeDescriptor(m->descriptor);
}

bool TlsClient::handshake()
{
    return SSL_connect(m->session) == 1;
}

int TlsClient::version() const
{
    return SSL_version(m->session);
}

QByteArray TlsClient::cipher() const
{
    return SSL_get_cipher_name(m->session);
}

int TlsClient::alert() const
{
    return m->alert;
}

void TlsClient::send(const QByteArray &bytes)
{
    SSL_write(m->session, bytes.constData(), int(bytes.size()));
}

void TlsClient::sayGoodbye()
{
    SSL_shutdown(m->session);
}

void TlsClient::sendLast(const QByteArray &bytes)
{
    const auto hold = [this](int on) {
        ::setsockopt(m->descriptor, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
    };
    hold(1);
    send(bytes);
    sayGoodbye();
    hold(0);
}

void TlsClient::endSending()
{
    sayGoodbye();
    shutdownSending(m->descriptor);
}

QByteArray TlsClient::readAll()
{
    QByteArray all;
    std::array<char, 16'384> piece {};
    for (;;) {
        const int count = SSL_read(m->session, piece.data(), int(piece.size()));
        if (count <= 0) {
            m->endedInOrder = SSL_get_error(m->session, count) == SSL_ERROR_ZERO_RETURN;
            return all;
        }
        all.append(piece.data(), count);
    }
}

bool TlsClient::endedInOrder() const
{
    return m->endedInOrder;
}
