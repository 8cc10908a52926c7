#pragma once

#include <QSslConfiguration>

struct TlsIdentity;

/// How HTTPS is spoken: as @p identity, TLS 1.2 or later, keys by ECDHE, authenticated ciphers.
QSslConfiguration tlsConfiguration(const TlsIdentity &identity);
