#pragma once

#include "certificate_facts.h"
#include "result.h"

#include <QList>
#include <QSslCertificate>
#include <QSslKey>

/// Who we are to those who connect by HTTPS: the certificate, those above it, and the key. A value.
struct TlsIdentity {
    QList<QSslCertificate> chain; ///< Never empty; ours first.
    QSslKey key;
    CertificateFacts facts;
};

/// Where certificate and key lie. A value.
struct TlsFiles {
    QString certificate;
    QString key; ///< Empty: in the file of the certificate.
    CertificateFacts::Origin origin = CertificateFacts::Origin::Given;
};

/// Reads both files and checks that they can serve at @p now. Errors, with field =
/// "api.https_certificate" or "api.https_key" and a sentence in detail: NotFound, Invalid (what is
/// in it cannot be used), Conflict (out of date; not of this certificate), Denied (others can read
/// the key).
Result<TlsIdentity> readIdentity(const TlsFiles &files, const QDateTime &now);
