#pragma once

#include "figures.h"
#include "receipt.h"

#include <QTimeZone>

#include <functional>
#include <vector>

/// What a shop writes on its receipts, and what they need to be read. A value.
struct ReceiptWords {
    QString shopName;
    QString address; ///< One or more lines.
    QString taxNumber;
    QString header; ///< Above the goods, may be empty.
    QString footer; ///< At the end, may be empty.
    QStringList clerks; ///< Names, from clerk 1.
    QTimeZone zone = QTimeZone::systemTimeZone(); ///< Of the shop.
    /// How a product is sold; without it only whole and half quantities are pieces.
    std::function<SaleUnit(qint64 product)> unitOf;
};

/// One row of a receipt, as it is printed on 80 mm.
struct PaperRow {
    enum class Kind {
        Mark, ///< The loaf.
        Name, ///< The shop, centred.
        Centre,
        SmallCentre,
        Pair, ///< Left and right.
        BoldPair,
        TotalPair, ///< Twice as large.
        Indented, ///< Left, a step in; right as a pair.
        VatRow, ///< Four columns: code, net, VAT, gross.
        Rule,
        Dashes,
        Code, ///< The QR code of the text.
    };
    Kind kind = Kind::Pair;
    QString left = {};
    QString right = {};
    QStringList cells = {}; ///< Of a VAT row.
    bool operator==(const PaperRow &) const = default;
};

/// All that a receipt says, from the shop's name to its footer.
std::vector<PaperRow> paperRows(const Receipt &receipt, const ReceiptWords &words,
                                const Figures &figures);
/// "½ × 3.20", "0.337 kg × 12.90".
QString receiptQuantity(const ReceiptLine &line, const ReceiptWords &words, const Figures &figures);
