#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

/// What people may know of the certificate that HTTPS shows. A value.
struct CertificateFacts {
    enum class Origin {
        SelfSigned, ///< Made by this program, renewed by itself.
        Given, ///< From the files that the settings name.
    };
    Origin origin = Origin::SelfSigned;
    QStringList names; ///< Host names, then addresses.
    QDateTime validFrom; ///< UTC, as validUntil.
    QDateTime validUntil;
    QByteArray fingerprint; ///< SHA-256 of the certificate, 32 bytes.
    QString certificateFile;
    QString keyFile;
    bool operator==(const CertificateFacts &) const = default;

    /// Days of validity at @p now, one that has begun as a whole one; 0 when none is left.
    int daysLeft(const QDateTime &now) const;
    /// The fingerprint as people compare it: "AB:CD:…", 32 pairs.
    QString fingerprintText() const;
};
