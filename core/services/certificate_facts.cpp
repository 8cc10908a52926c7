#include "certificate_facts.h"

#include <algorithm>

int CertificateFacts::daysLeft(const QDateTime &now) const
{
    constexpr qint64 day = 86'400;
    const qint64 seconds = std::max<qint64>(0, now.secsTo(validUntil));
    return int((seconds + day - 1) / day);
}

QString CertificateFacts::fingerprintText() const
{
    return QString::fromLatin1(fingerprint.toHex(':').toUpper());
}
