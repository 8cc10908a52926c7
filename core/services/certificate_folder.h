#pragma once

#include "certificate_names.h"
#include "tls_identity.h"

/// The self-signed certificate of a shop and its key, in files of their own: certificate.pem (mode
/// 0644) and key.pem (0600) in a folder of mode 0700. Several programs may use it at a time. Its
/// calls block for disk and, where one is made, some milliseconds more. A value; any thread.
class CertificateFolder
{
public:
    /// @p path is DIR/tls; made when the first certificate is.
    explicit CertificateFolder(QString path);

    QString path() const { return m_path; }
    TlsFiles files() const;
    /// Errors: as readIdentity().
    Result<TlsIdentity> read(const QDateTime &now) const;
    /// What is there, unless it cannot serve at @p now, has less than 30 days left or lacks a name
    /// of @p more: then another one. Errors: Denied as readIdentity(),
    /// Unavailable/DirectoryUnusable (field = path).
    Result<TlsIdentity> readOrMake(const CertificateNames &more, const QDateTime &now) const;
    /// Another certificate and key in place of what is there. Errors: as readOrMake().
    Result<TlsIdentity> make(const CertificateNames &more, const QDateTime &now) const;

private:
    Result<TlsIdentity> makeLocked(const CertificateNames &more, const QDateTime &now) const;
    template <typename F> Result<TlsIdentity> locked(F work) const;

    QString m_path;
};

/// Days before its end at which a certificate of our own is made anew.
constexpr int renewalDays = 30;
/// Whether one with @p facts is to be made anew at @p now.
bool renewalDue(const CertificateFacts &facts, const QDateTime &now);
