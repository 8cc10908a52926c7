#include "entry.h"

#include "canonical_writer.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {
constexpr int formatVersion = 1;

const char *kindWord(ReceiptKind kind)
{
    return kind == ReceiptKind::Sale ? "sale" : "refund";
}

void writeLine(CanonicalWriter &writer, const ReceiptLine &line)
{
    writer.openObject();
    writer.key("class");
    writer.text(line.taxClass);
    writer.key("discount");
    writer.integer(line.discount.minor());
    writer.key("gross");
    writer.integer(line.gross.minor());
    writer.key("name");
    writer.text(line.name);
    writer.key("original");
    writer.integer(line.originalLine);
    writer.key("prepared");
    writer.flag(line.prepared);
    writer.key("price");
    writer.integer(line.unitPrice.minor());
    writer.key("product");
    writer.integer(line.product);
    writer.key("quantity");
    writer.integer(line.quantity.thousandths());
    writer.key("rate");
    writer.integer(line.rateBp);
    if (!line.reason.isEmpty()) {
        writer.key("reason");
        writer.text(line.reason);
    }
    writer.closeObject();
}

void writeLines(CanonicalWriter &writer, const std::vector<ReceiptLine> &lines)
{
    writer.key("lines");
    writer.openArray();
    for (const ReceiptLine &line : lines)
        writeLine(writer, line);
    writer.closeArray();
}

void writeTenders(CanonicalWriter &writer, const std::vector<Tender> &tenders)
{
    writer.key("tenders");
    writer.openArray();
    for (const Tender &tender : tenders) {
        writer.openObject();
        writer.key("amount");
        writer.integer(tender.amount.minor());
        writer.key("method");
        writer.text(tenderMethodWord(tender.method));
        if (!tender.number.isEmpty()) {
            writer.key("number");
            writer.text(tender.number);
        }
        writer.closeObject();
    }
    writer.closeArray();
}

void writeVat(CanonicalWriter &writer, const std::vector<VatTotal> &totals)
{
    writer.key("vat");
    writer.openArray();
    for (const VatTotal &total : totals) {
        writer.openObject();
        writer.key("gross");
        writer.integer(total.gross.minor());
        writer.key("net");
        writer.integer(total.net.minor());
        writer.key("rate");
        writer.integer(total.rateBp);
        writer.key("vat");
        writer.integer(total.vat.minor());
        writer.closeObject();
    }
    writer.closeArray();
}

void writeReferences(CanonicalWriter &writer, const Receipt &receipt)
{
    writer.key("order");
    if (receipt.orderPublicId)
        writer.integer(*receipt.orderPublicId);
    else
        writer.null();
    writer.key("original");
    if (!receipt.original) {
        writer.null();
        return;
    }
    writer.openObject();
    writer.key("number");
    writer.integer(receipt.original->number);
    writer.key("till");
    writer.uuid(receipt.original->till);
    writer.key("uuid");
    writer.uuid(receipt.original->uuid);
    writer.closeObject();
}

void writeHead(CanonicalWriter &writer, const Receipt &receipt)
{
    writer.key("business_day");
    writer.date(receipt.businessDay);
    writer.key("change");
    writer.integer(receipt.change.minor());
    writer.key("clerk");
    writer.integer(receipt.clerk);
    writer.key("currency");
    writer.text(receipt.currency.code);
    writer.key("decimals");
    writer.integer(receipt.currency.decimals);
    writer.key("kind");
    writer.plainText(kindWord(receipt.kind));
}

void writeValues(CanonicalWriter &writer, const QMap<QString, QString> &values)
{
    std::vector<std::pair<QByteArray, QString>> byBytes; // The map's own order is that of UTF-16.
    for (const auto &[name, value] : values.asKeyValueRange())
        byBytes.emplace_back(name.toUtf8(), value);
    std::sort(byBytes.begin(), byBytes.end());
    writer.key("values");
    writer.openObject();
    for (const auto &[name, value] : byBytes) {
        writer.key(name);
        writer.text(value);
    }
    writer.closeObject();
}

Error differs(const Entry &entry, const QString &field, const QString &detail = {})
{
    return {.code = Error::Code::Conflict,
            .reason = Error::Reason::JournalForked,
            .field = field,
            .left = entry.sequence,
            .detail = detail};
}

/// The columns of a receipt's entry against the values in its bytes; empty when they agree.
QString differingColumn(const Entry &entry, const Receipt &receipt)
{
    if (receipt.till != entry.till)
        return u"till"_s;
    if (receipt.sequence != entry.sequence)
        return u"seq"_s;
    if (receipt.uuid != entry.uuid)
        return u"uuid"_s;
    return entry.kind == QLatin1StringView(kindWord(receipt.kind)) ? QString() : u"kind"_s;
}

/// The columns of any entry against the same values in its bytes.
Result<void> checkColumns(const Entry &entry)
{
    const QJsonDocument document = QJsonDocument::fromJson(entry.bytes);
    if (!document.isObject())
        return differs(entry, u"bytes"_s, u"not an object of JSON"_s);
    const QJsonObject object = document.object();
    if (object.value("till"_L1) != entry.till.toString(QUuid::WithoutBraces))
        return differs(entry, u"till"_s);
    if (object.value("seq"_L1) != entry.sequence)
        return differs(entry, u"seq"_s);
    if (object.value("uuid"_L1) != entry.uuid.toString(QUuid::WithoutBraces))
        return differs(entry, u"uuid"_s);
    if (object.value("kind"_L1) != entry.kind)
        return differs(entry, u"kind"_s);
    return {};
}
}

QByteArray genesisHash()
{
    static const QByteArray zeros(32, '\0');
    return zeros;
}

QByteArray chainHash(const QByteArray &previous, const QByteArray &bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(bytes);
    return hash.result();
}

QByteArray canonicalEntry(const Receipt &receipt)
{
    CanonicalWriter writer;
    writer.openObject();
    writeHead(writer, receipt);
    writeLines(writer, receipt.lines);
    writer.key("mode");
    writer.text(taxModeWord(receipt.mode));
    writer.key("number");
    writer.integer(receipt.number);
    writeReferences(writer, receipt);
    writer.key("prefix");
    writer.text(receipt.prefix);
    writer.key("rounding");
    writer.integer(receipt.rounding.minor());
    writer.key("seq");
    writer.integer(receipt.sequence);
    writer.key("sold_at");
    writer.time(receipt.soldAt);
    writer.key("source");
    writer.text(receipt.sourceKey);
    writer.key("suspect");
    writer.flag(receipt.clockSuspect);
    writeTenders(writer, receipt.tenders);
    writer.key("till");
    writer.uuid(receipt.till);
    writer.key("total");
    writer.integer(receipt.total.minor());
    writer.key("uuid");
    writer.uuid(receipt.uuid);
    writer.key("v");
    writer.integer(formatVersion);
    writeVat(writer, receipt.vat);
    writer.closeObject();
    return writer.bytes();
}

QByteArray canonicalEntry(const EventDraft &event, const QUuid &till, qint64 sequence)
{
    CanonicalWriter writer;
    writer.openObject();
    writer.key("at");
    writer.time(event.at);
    writer.key("business_day");
    writer.date(event.businessDay);
    writer.key("clerk");
    writer.integer(event.clerk);
    writer.key("kind");
    writer.text(event.kind);
    writer.key("seq");
    writer.integer(sequence);
    writer.key("till");
    writer.uuid(till);
    writer.key("uuid");
    writer.uuid(event.uuid);
    writer.key("v");
    writer.integer(formatVersion);
    writeValues(writer, event.values);
    writer.closeObject();
    return writer.bytes();
}

Result<std::optional<Receipt>> readLink(const Entry &entry, const QByteArray &previous)
{
    if (entry.previous != previous)
        return differs(entry, u"prev"_s);
    if (entry.hash != chainHash(previous, entry.bytes))
        return differs(entry, u"hash"_s);
    if (entry.kind != "sale"_L1 && entry.kind != "refund"_L1) {
        // A kind of its own, perhaps one that this program does not know yet.
        const Result<void> checked = checkColumns(entry);
        return checked ? Result<std::optional<Receipt>>(std::nullopt) : checked.error();
    }
    Result<Receipt> receipt = receiptOf(entry.bytes);
    if (!receipt) {
        const Result<void> checked = checkColumns(entry);
        return checked ? differs(entry, u"bytes"_s, describe(receipt.error())) : checked.error();
    }
    if (const QString field = differingColumn(entry, *receipt); !field.isEmpty())
        return differs(entry, field);
    return std::optional(*std::move(receipt));
}

Result<void> checkLink(const Entry &entry, const QByteArray &previous)
{
    const Result<std::optional<Receipt>> read = readLink(entry, previous);
    return read ? Result<void>() : Result<void>(read.error());
}
