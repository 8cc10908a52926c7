#pragma once

#include "catalogue.h"
#include "result.h"

#include <QByteArray>
#include <QDateTime>
#include <QTimeZone>
#include <QUuid>

#include <vector>

/// One receipt of a file of real sales: what was bought, one piece a row, and when.
struct ReplaySale {
    QString receipt; ///< Number in the file; no blanks.
    QUuid uuid; ///< Made from file and receipt: the same whenever the file is sold.
    QDateTime soldAt; ///< UTC.
    std::vector<qint64> products; ///< One for each row, in the order of the rows.
    bool operator==(const ReplaySale &) const = default;
};

/// A file of real sales, checked whole before anything of it is sold. A value.
struct ReplayFile {
    QByteArray sha256; ///< Of the file's bytes, hex.
    QUuid till; ///< The till that sells it, made from the hash.
    QString deliveryKey; ///< Of the one delivery of what it needs.
    QDate firstDay; ///< Local date of the first receipt; the delivery's day.
    qint64 rows = 0;
    std::vector<ReplaySale> sales; ///< In the order of the file.
    std::vector<StockLevel> needed; ///< What all receipts need together, by product.
};

QUuid replayTill(const QByteArray &text);

/// Reads columns date, time, receipt, item (shop-local times of @p zone; the rows of one receipt
/// follow each other). Errors: Invalid/BadRow: `left` is the first bad line, `detail` holds a line
/// of text for each bad row (bad values, goods that @p goods does not have or has no VAT rate for),
/// 20 at most, then their count.
Result<ReplayFile> parseReplayFile(const QByteArray &text, const Goods &goods,
                                   const QTimeZone &zone);
