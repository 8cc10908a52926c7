#pragma once

#include "basket.h"
#include "tender.h"
#include "vat.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QUuid>

#include <optional>
#include <vector>

enum class ReceiptKind { Sale, Refund };

/// One line of a receipt with everything frozen that money depends on. Negative in a refund.
struct ReceiptLine {
    qint64 product = 0;
    QString name;
    Quantity quantity;
    Money unitPrice;
    Money discount;
    Money gross; ///< priceOf(unitPrice, quantity) − discount.
    QString taxClass;
    int rateBp = 0;
    bool prepared = false;
    int originalLine = 0; ///< In a refund: number (from 1) of the line it mirrors.
    /// Why price or discount differ from the list; empty = list price. In a refund that gives one:
    /// why it is given back.
    QString reason;
    bool operator==(const ReceiptLine &) const = default;
};

/// What a refund gives back: the receipt it mirrors.
struct ReceiptReference {
    QUuid till;
    QUuid uuid;
    qint64 number = 0;
    bool operator==(const ReceiptReference &) const = default;
};

/// Money: a sale or its refund. The till gives till, sequence and number in the journal's commit.
struct Receipt {
    ReceiptKind kind = ReceiptKind::Sale;
    QUuid uuid;
    QUuid till;
    qint64 sequence = 0;
    qint64 number = 0; ///< Gapless per till, from 1.
    QString prefix; ///< Of the till, printed before the number.
    Currency currency;
    QDateTime soldAt; ///< UTC, as the clock was read.
    bool clockSuspect = false; ///< The clock jumped or went back since the entry before.
    QDate businessDay;
    int clerk = 0;
    TaxMode mode = TaxMode::TakeAway;
    std::vector<ReceiptLine> lines;
    std::vector<VatTotal> vat; ///< By rising rate.
    Money total; ///< Sum of the lines' gross.
    std::vector<Tender> tenders;
    Money change;
    Money rounding; ///< Sum of tenders − change − total.
    QString sourceKey; ///< Where it came from when not from the counter: "receipt of the file".
    std::optional<qint64>
        orderPublicId; ///< The order this pays for; nothing = the sale makes its own.
    std::optional<ReceiptReference> original; ///< Of a refund.
    bool operator==(const Receipt &) const = default;
};

/// A sale's receipt from a basket: rates of @p taxes on @p localDate frozen, each line's discount
/// with its share of the discount on the whole, VAT per rate, settled tenders. Errors: Invalid with
/// EmptyBasket, NoTaxRate (field = class), NotPaid, Overpaid.
Result<Receipt> makeSale(const Basket &basket, const TaxTable &taxes, const Currency &currency,
                         QDate localDate, const std::vector<Tender> &tenders,
                         Money cashStep = Money::fromMinor(1));

/// How much of line @p line (from 1) to give back, and why.
struct RefundLine {
    int line = 0;
    Quantity quantity;
    QString reason; ///< One line of up to 100 characters; empty = the line keeps its own.
    bool operator==(const RefundLine &) const = default;
};
/// The mirror of @p lines of @p original: same prices, rates, discount share, negative. Refunding a
/// line piece by piece gives back its gross exactly: @p before lists what earlier refunds gave.
/// Errors: Invalid/BadField (no such line; field "reason"), NothingLeftToRefund (left =
/// thousandths).
Result<Receipt> makeRefund(const Receipt &original, const std::vector<RefundLine> &lines,
                           const std::vector<Receipt> &before, TenderMethod method,
                           Money cashStep = Money::fromMinor(1));
/// What is left of each line of @p original after the refunds in @p before; never negative.
std::vector<Quantity> leftToRefund(const Receipt &original, const std::vector<Receipt> &before);
