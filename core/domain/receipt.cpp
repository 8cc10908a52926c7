#include "receipt.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace {
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
                     .mode = basket.mode};
    for (const BasketLine &line : basket.lines) {
        const std::optional<int> rateBp = taxes.rateBp(line.taxClass, basket.mode, localDate);
        if (!rateBp) {
            Error error = invalid(Error::Reason::NoTaxRate, line.taxClass);
            error.product = line.product;
            return error;
        }
        receipt.lines.push_back({.product = line.product,
                                 .name = line.name,
                                 .quantity = line.quantity,
                                 .unitPrice = line.unitPrice,
                                 .discount = line.discount,
                                 .gross = line.gross(),
                                 .taxClass = line.taxClass,
                                 .rateBp = *rateBp,
                                 .prepared = line.prepared});
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
    std::map<int, Quantity> wanted;
    for (const RefundLine &line : lines) {
        if (line.line < 1 || size_t(line.line) > original.lines.size())
            return invalid(Error::Reason::BadField, u"line"_s);
        wanted[line.line] += line.quantity;
    }
    if (wanted.empty())
        return invalid(Error::Reason::EmptyBasket);

    Receipt receipt {.kind = ReceiptKind::Refund,
                     .currency = original.currency,
                     .mode = original.mode,
                     .original = ReceiptReference {
                         .till = original.till, .uuid = original.uuid, .number = original.number}};
    for (const auto &[number, quantity] : wanted) {
        Result<ReceiptLine> line =
            mirroredLine(original, number, quantity, givenBack(original, number, before));
        if (!line)
            return line.error();
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
