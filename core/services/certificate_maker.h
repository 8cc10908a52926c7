#pragma once

#include "certificate_names.h"

#include <QByteArray>
#include <QDateTime>

/// A certificate and its private key, both PEM. A value.
struct MadeCertificate {
    QByteArray certificate;
    QByteArray key; ///< PKCS #8, without a passphrase.
};

/// How long a certificate of our own is valid: what browsers take at most.
constexpr int certificateDays = 397;

/// A new ECDSA P-256 key and a server's certificate signed by it, for @p names, valid from ten
/// minutes before @p now, because clocks differ. Errors: Internal with libcrypto's words.
Result<MadeCertificate> makeSelfSigned(const CertificateNames &names, const QDateTime &now);
/// Whether the private key @p key (PEM) is the one of the certificate @p certificate (DER).
bool keyFits(const QByteArray &key, const QByteArray &certificate);
