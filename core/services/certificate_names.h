#pragma once

#include "result.h"

#include <QString>
#include <QStringList>

/// What a certificate is for: host names and addresses. A value.
struct CertificateNames {
    QStringList hosts; ///< "localhost", "*.example.org"
    QStringList addresses; ///< IPv4 and IPv6, as QHostAddress writes them.
    bool operator==(const CertificateNames &) const = default;

    /// True when every name of @p other is among these.
    bool contain(const CertificateNames &other) const;
};

/// The names that @p words hold, each in one spelling and once. Errors: Invalid/BadField, detail =
/// the word that is neither a host name (RFC 1123, RFC 6125 for "*.") nor an address.
Result<CertificateNames> certificateNames(const QStringList &words);
/// How this machine is called from itself and its network: localhost, its host name with and
/// without ".local", its addresses without those of one link, and @p more.
CertificateNames namesOfThisMachine(const CertificateNames &more);
