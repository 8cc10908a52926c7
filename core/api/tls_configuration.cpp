#include "tls_configuration.h"

#include "tls_identity.h"

#include <QSslCipher>

using namespace Qt::StringLiterals;

namespace {

/// TLS 1.3's own, and those of 1.2 that keep old recordings secret and authenticate what they
/// encrypt.
bool isGood(const QSslCipher &cipher)
{
    const QString name = cipher.name();
    return name.startsWith("TLS_"_L1)
        || (name.startsWith("ECDHE-"_L1)
            && (name.contains("GCM"_L1) || name.contains("CHACHA20"_L1)));
}

} // namespace

QSslConfiguration tlsConfiguration(const TlsIdentity &identity)
{
    QList<QSslCipher> ciphers = QSslConfiguration::supportedCiphers();
    ciphers.removeIf([](const QSslCipher &cipher) { return !isGood(cipher); });
    QSslConfiguration configuration;
    configuration.setLocalCertificateChain(identity.chain);
    configuration.setPrivateKey(identity.key);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setCiphers(ciphers);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    // Each connection has a context of its own in Qt: no ticket could be used again.
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    return configuration;
}
