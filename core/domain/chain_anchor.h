#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

/// The end of a till's chain as somebody noted it outside the database, so that a chain rewritten
/// later is found. A value.
struct ChainAnchor {
    QUuid till;
    qint64 sequence = 0;
    QByteArray hash; ///< 32 bytes.
    QDateTime at {}; ///< UTC.
    QString occasion; ///< "the end of 2026-11-25", "backup NAME".
    bool operator==(const ChainAnchor &) const = default;
};
