#include "entry.h"
#include "field_reader.h"

#include <QJsonDocument>

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr int largestInt = std::numeric_limits<int>::max();

std::optional<ReceiptKind> kindFromWord(const QString &word)
{
    if (word == "sale"_L1)
        return ReceiptKind::Sale;
    if (word == "refund"_L1)
        return ReceiptKind::Refund;
    return std::nullopt;
}

/// Calls @p read with a reader for each element of the array @p name and collects what it returns.
template <typename F>
auto each(FieldReader &fields, const char *name, std::optional<Error> &fault, F read)
{
    std::vector<decltype(read(fields))> values;
    const QJsonArray array = fields.array(name);
    for (qsizetype i = 0; i < array.size() && !fault; ++i) {
        FieldReader element(array.at(i), u"%1[%2]"_s.arg(QLatin1StringView(name)).arg(i), fault);
        values.push_back(read(element));
        element.finish();
    }
    return values;
}

Money money(FieldReader &fields, const char *name)
{
    return Money::fromMinor(fields.integer(name));
}

ReceiptLine readLine(FieldReader &fields)
{
    ReceiptLine line;
    line.taxClass = fields.text("class");
    line.discount = money(fields, "discount");
    line.gross = money(fields, "gross");
    line.name = fields.text("name");
    line.originalLine = fields.smallInteger("original", 0, largestInt);
    line.prepared = fields.flag("prepared");
    line.unitPrice = money(fields, "price");
    line.product = fields.integer("product");
    line.quantity = Quantity::fromThousandths(fields.integer("quantity"));
    line.rateBp = fields.smallInteger("rate", 0, 10'000);
    if (fields.has("reason"))
        line.reason = fields.text("reason");
    return line;
}

Tender readTender(FieldReader &fields)
{
    Tender tender;
    tender.amount = money(fields, "amount");
    tender.method = fields.word("method", tenderMethodFromWord);
    if (fields.has("number"))
        tender.number = fields.text("number");
    return tender;
}

VatTotal readVat(FieldReader &fields)
{
    VatTotal total;
    total.gross = money(fields, "gross");
    total.net = money(fields, "net");
    total.rateBp = fields.smallInteger("rate", 0, 10'000);
    total.vat = money(fields, "vat");
    return total;
}

ReceiptReference readReference(FieldReader fields)
{
    ReceiptReference reference;
    reference.number = fields.integer("number");
    reference.till = fields.uuid("till");
    reference.uuid = fields.uuid("uuid");
    fields.finish();
    return reference;
}

Error notCanonical(const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"bytes"_s,
            .detail = detail};
}

void readHead(FieldReader &fields, Receipt &receipt)
{
    receipt.businessDay = fields.date("business_day");
    receipt.clerk = fields.smallInteger("clerk", 0, largestInt);
    receipt.currency.code = fields.text("currency");
    receipt.currency.decimals = fields.smallInteger("decimals", 0, 6);
    receipt.kind = fields.word("kind", kindFromWord);
    receipt.mode = fields.word("mode", taxModeFromWord);
    receipt.number = fields.integer("number");
    if (!fields.isNull("order"))
        receipt.orderPublicId = fields.integer("order");
    if (!fields.isNull("original"))
        receipt.original = readReference(fields.object("original"));
    if (receipt.original.has_value() != (receipt.kind == ReceiptKind::Refund))
        fields.refuse("original", Error::Reason::BadField);
    receipt.prefix = fields.text("prefix");
    receipt.sequence = fields.integer("seq");
    receipt.soldAt = fields.time("sold_at");
    receipt.sourceKey = fields.text("source");
    receipt.clockSuspect = fields.flag("suspect");
    receipt.till = fields.uuid("till");
    receipt.uuid = fields.uuid("uuid");
    fields.smallInteger("v", 1, 1);
}
}

Result<Receipt> receiptOf(const QByteArray &bytes)
{
    std::optional<Error> fault;
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return notCanonical(u"not an object of JSON"_s);
    FieldReader fields(document.object(), QString(), fault);
    Receipt receipt;
    readHead(fields, receipt);
    receipt.change = money(fields, "change");
    receipt.lines = each(fields, "lines", fault, readLine);
    receipt.rounding = money(fields, "rounding");
    receipt.tenders = each(fields, "tenders", fault, readTender);
    receipt.total = money(fields, "total");
    receipt.vat = each(fields, "vat", fault, readVat);
    fields.finish();
    if (fault)
        return *fault;
    if (canonicalEntry(receipt) != bytes)
        return notCanonical(u"values written in another way"_s);
    return receipt;
}
