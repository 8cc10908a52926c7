#pragma once

#include "receipt.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QUuid>

#include <optional>

/// One link of a till's chain: canonical bytes and the hash over them and the link before.
struct Entry {
    QUuid till;
    qint64 sequence = 0; ///< From 1, gapless.
    QUuid uuid;
    QString kind; ///< "sale", "refund", "drawer", "right", "day_close", or one still to come.
    QByteArray bytes; ///< Canonical JSON, see canonicalEntry().
    QByteArray previous; ///< 32 bytes; zeros before the first.
    QByteArray hash; ///< SHA-256(previous || bytes).
    bool operator==(const Entry &) const = default;
};

/// An entry that is no receipt: its kind and flat named values.
struct EventDraft {
    QUuid uuid;
    QString kind;
    QDateTime at; ///< UTC.
    QDate businessDay;
    int clerk = 0;
    QMap<QString, QString> values;
};

QByteArray genesisHash(); ///< 32 zero bytes.
QByteArray chainHash(const QByteArray &previous, const QByteArray &bytes);
/// Canonical JSON: UTF-8, keys in byte order, no space, integers only, times
/// "2016-10-30T09:58:11.000Z". Holds till, seq, uuid and kind, so every stored column is covered by
/// the hash.
QByteArray canonicalEntry(const Receipt &receipt);
QByteArray canonicalEntry(const EventDraft &event, const QUuid &till, qint64 sequence);
/// The receipt in the bytes of a sale or refund. Errors: Invalid/BadField with the field's name.
Result<Receipt> receiptOf(const QByteArray &bytes);
/// Recomputes bytes ↔ columns ↔ hash of @p entry after @p previous. Errors: Conflict with field =
/// what differs.
Result<void> checkLink(const Entry &entry, const QByteArray &previous);
/// The same, and gives the receipt that it had to read for it, if the entry is one.
Result<std::optional<Receipt>> readLink(const Entry &entry, const QByteArray &previous);
