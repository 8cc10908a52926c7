#include "receipt.h"

#include "clean_text.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestReason = 100;

/// How much of one line earlier refunds gave back; positive.
struct GivenBack {
    Quantity quantity;
    Money gross;
};

Error invalid(Error::Reason reason, const QString &field = {})
{
    return {.code = Error::Code::Invalid, .reason = reason, .field = field};
}

void addUp(Receipt &receipt)
{
    std::vector<RatedAmount> amounts;
    receipt.total = {};
    for (const ReceiptLine &line : receipt.lines) {
        receipt.total += line.gross;
        amounts.push_back({.rateBp = line.rateBp, .gross = line.gross});
    }
    receipt.vat = vatTotals(amounts);
}

Result<void> pay(Receipt &receipt, const std::vector<Tender> &tenders, Money cashStep)
{
    Result<Settlement> settlement = settle(receipt.total, tenders, cashStep);
    if (!settlement)
        return settlement.error();
    receipt.tenders = std::move(settlement->tenders);
    receipt.change = settlement->change;
    receipt.rounding = settlement->rounding;
    return {};
}

GivenBack givenBack(const Receipt &original, int line, const std::vector<Receipt> &before)
{
    GivenBack sum;
    for (const Receipt &refund : before) {
        if (!refund.original || refund.original->uuid != original.uuid)
            continue;
        for (const ReceiptLine &mirrored : refund.lines) {
            if (mirrored.originalLine != line)
                continue;
            sum.quantity -= mirrored.quantity;
            sum.gross -= mirrored.gross;
        }
    }
    return sum;
}

/// What is asked back of one line, however often it was named.
struct Wanted {
    Quantity quantity;
    QString reason;
};

/// Lines of @p original and what is wanted of each. Errors: Invalid/BadField, EmptyBasket.
Result<std::map<int, Wanted>> wantedOf(const Receipt &original,
                                       const std::vector<RefundLine> &lines)
{
    std::map<int, Wanted> wanted;
    for (const RefundLine &line : lines) {
        if (line.line < 1 || size_t(line.line) > original.lines.size())
            return invalid(Error::Reason::BadField, u"line"_s);
        if (!isCleanText(line.reason) || characters(line.reason) > longestReason)
            return invalid(Error::Reason::BadField, u"reason"_s);
        wanted[line.line].quantity += line.quantity;
        wanted[line.line].reason = line.reason.trimmed();
    }
    if (wanted.empty())
        return invalid(Error::Reason::EmptyBasket);
    return wanted;
}

/// The mirror of @p quantity of line @p number. The gross is the line's share up to here less what
/// went back before, so the last piece always brings it to the cent; the discount is what makes
/// price, quantity and gross agree.
Result<ReceiptLine> mirroredLine(const Receipt &original, int number, Quantity quantity,
                                 const GivenBack &before)
{
    const ReceiptLine &line = original.lines[size_t(number - 1)];
    if (quantity <= Quantity())
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadQuantity,
                      .product = line.product};
    const Quantity left = line.quantity - before.quantity;
    if (quantity > left) {
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::NothingLeftToRefund,
                      .product = line.product,
                      .left = std::max(left, Quantity()).thousandths()};
    }
    const Quantity upToHere = before.quantity + quantity;
    const Money share = line.gross.scaled(upToHere.thousandths(), line.quantity.thousandths());
    ReceiptLine mirrored = line;
    mirrored.quantity = -quantity;
    mirrored.gross = before.gross - share;
    mirrored.discount = priceOf(line.unitPrice, mirrored.quantity) - mirrored.gross;
    mirrored.originalLine = number;
    return mirrored;
}

/// Why a line costs what it costs: its own reason and, where it has a share of it, that of the
/// discount on the whole.
QString reasonFor(const BasketLine &line, const Basket &basket, Money share)
{
    if (share == Money() || line.reason == basket.discount->reason)
        return line.reason;
    const QString &whole = basket.discount->reason;
    return line.reason.isEmpty() ? whole : line.reason + u"; "_s + whole;
}

/// A line of the basket with its @p share of the discount on the whole.
Result<ReceiptLine> soldLine(const BasketLine &line, std::optional<int> rateBp, Money share)
{
    if (!rateBp) {
        Error error = invalid(Error::Reason::NoTaxRate, line.taxClass);
        error.product = line.product;
        return error;
    }
    return ReceiptLine {.product = line.product,
                        .name = line.name,
                        .quantity = line.quantity,
                        .unitPrice = line.unitPrice,
                        .discount = line.discount + share,
                        .gross = line.gross() - share,
                        .taxClass = line.taxClass,
                        .rateBp = *rateBp,
                        .prepared = line.prepared};
}
}

std::vector<Quantity> leftToRefund(const Receipt &original, const std::vector<Receipt> &before)
{
    std::vector<Quantity> left;
    for (const ReceiptLine &line : original.lines) {
        const GivenBack given = givenBack(original, int(left.size()) + 1, before);
        left.push_back(std::max(line.quantity - given.quantity, Quantity()));
    }
    return left;
}

// NOLINTNEXTLINE(readability-function-size): six things make a sale.
Result<Receipt> makeSale(const Basket &basket, const TaxTable &taxes, const Currency &currency,
                         QDate localDate, const std::vector<Tender> &tenders, Money cashStep)
{
    if (basket.empty())
        return invalid(Error::Reason::EmptyBasket);
    Receipt receipt {.kind = ReceiptKind::Sale,
                     .uuid = basket.uuid,
                     .currency = currency,
                     .clerk = basket.clerk,
                     .mode = basket.mode,
                     .orderPublicId = basket.orderPublicId};
    const std::vector<Money> shares = discountShares(basket);
    for (size_t i = 0; i < basket.lines.size(); ++i) {
        const BasketLine &line = basket.lines[i];
        Result<ReceiptLine> sold =
            soldLine(line, taxes.rateBp(line.taxClass, basket.mode, localDate), shares[i]);
        if (!sold)
            return sold.error();
        sold->reason = reasonFor(line, basket, shares[i]);
        receipt.lines.push_back(std::move(*sold));
    }
    addUp(receipt);
    if (const Result<void> paid = pay(receipt, tenders, cashStep); !paid)
        return paid.error();
    return receipt;
}

Result<Receipt> makeRefund(const Receipt &original, const std::vector<RefundLine> &lines,
                           const std::vector<Receipt> &before, TenderMethod method, Money cashStep)
{
    if (original.kind != ReceiptKind::Sale)
        return invalid(Error::Reason::BadField, u"original"_s);
    const Result<std::map<int, Wanted>> wanted = wantedOf(original, lines);
    if (!wanted)
        return wanted.error();

    Receipt receipt {.kind = ReceiptKind::Refund,
                     .currency = original.currency,
                     .mode = original.mode,
                     .original = ReceiptReference {
                         .till = original.till, .uuid = original.uuid, .number = original.number}};
    for (const auto &[number, asked] : *wanted) {
        Result<ReceiptLine> line =
            mirroredLine(original, number, asked.quantity, givenBack(original, number, before));
        if (!line)
            return line.error();
        if (!asked.reason.isEmpty())
            line->reason = asked.reason;
        receipt.lines.push_back(std::move(*line));
    }
    addUp(receipt);
    const Money amount =
        method == TenderMethod::Cash ? receipt.total.roundedTo(cashStep) : receipt.total;
    if (const Result<void> paid = pay(receipt, {{.method = method, .amount = amount}}, cashStep);
        !paid)
        return paid.error();
    return receipt;
}
