#include "entry.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QUuid till(u"5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d"_s);
const QUuid saleUuid(u"01580f2e-7ab8-7000-8000-00000000000a"_s);
const QByteArray golden =
    R"({"business_day":"2016-10-30","change":40,"clerk":0,"currency":"GBP","decimals":2,)"
    R"("kind":"sale","lines":[{"class":"bread","discount":0,"gross":320,"name":"Bread",)"
    R"("original":0,"prepared":false,"price":320,"product":11,"quantity":1000,"rate":0}],)"
    R"("mode":"takeaway","number":1,"order":null,"original":null,"prefix":"1-","rounding":0,)"
    R"("seq":1,"sold_at":"2016-10-30T09:58:11.000Z","source":"","suspect":false,)"
    R"("tenders":[{"amount":360,"method":"cash"}],"till":"5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d",)"
    R"("total":320,"uuid":"01580f2e-7ab8-7000-8000-00000000000a","v":1,)"
    R"("vat":[{"gross":320,"net":320,"rate":0,"vat":0}]})";

Receipt sale()
{
    return {.uuid = saleUuid,
            .till = till,
            .sequence = 1,
            .number = 1,
            .prefix = u"1-"_s,
            .currency = {.code = u"GBP"_s, .decimals = 2},
            .soldAt = QDateTime(QDate(2016, 10, 30), QTime(9, 58, 11), Qt::UTC),
            .businessDay = QDate(2016, 10, 30),
            .lines = {{.product = 11,
                       .name = u"Bread"_s,
                       .quantity = Quantity::fromPieces(1),
                       .unitPrice = Money::fromMinor(320),
                       .gross = Money::fromMinor(320),
                       .taxClass = u"bread"_s}},
            .vat = {{.gross = Money::fromMinor(320), .net = Money::fromMinor(320)}},
            .total = Money::fromMinor(320),
            .tenders = {{.amount = Money::fromMinor(360)}},
            .change = Money::fromMinor(40)};
}

Receipt refund()
{
    Receipt receipt = sale();
    receipt.kind = ReceiptKind::Refund;
    receipt.sequence = 9'007'199'254'740'993; // More than a double can hold.
    receipt.mode = TaxMode::EatIn;
    receipt.clockSuspect = true;
    receipt.sourceKey = u"12 of receipts.csv"_s;
    receipt.orderPublicId = 4'503'599'627'370'495;
    receipt.original = ReceiptReference {.till = till, .uuid = saleUuid, .number = 1};
    receipt.lines[0].name = u"Zopf \"groß\" \\ 🥐\n\x7f"_s;
    receipt.lines[0].quantity = -receipt.lines[0].quantity;
    receipt.lines[0].originalLine = 1;
    receipt.tenders = {{.method = TenderMethod::Voucher, .amount = Money::fromMinor(-360)},
                       {.method = TenderMethod::Card, .amount = Money::fromMinor(40)}};
    return receipt;
}

Entry entryOf(const QByteArray &bytes, qint64 sequence = 1, const QString &kind = u"sale"_s)
{
    return {.till = till,
            .sequence = sequence,
            .uuid = saleUuid,
            .kind = kind,
            .bytes = bytes,
            .previous = genesisHash(),
            .hash = chainHash(genesisHash(), bytes)};
}

EventDraft drawerOpened()
{
    return {.uuid = saleUuid,
            .kind = u"drawer"_s,
            .at = QDateTime(QDate(2016, 10, 30), QTime(9, 58, 11, 7), Qt::UTC),
            .businessDay = QDate(2016, 10, 30),
            .clerk = 4,
            .values = {{u"reason"_s, u"no sale"_s}, {u"\uFFFD"_s, u"1"_s}, {u"𐀀"_s, u"2"_s}}};
}
}

/// Canonical bytes, their reading, and the chain over them.
class EntryTest final : public QObject
{
    Q_OBJECT
private slots:
    void canonicalEntry_ofASale_isGolden();
    void canonicalEntry_ofAnEvent_isGolden();
    void canonicalEntry_ofControlCharacters_escapesThem();
    void canonicalEntry_ofALineWithAReason_namesItLast();
    void canonicalEntry_ofANumberedVoucher_namesItLast();
    void canonicalEntry_ofALocalTime_isWrittenInUtc();
    void chainHash_ofTheGoldenBytes_isGolden();
    void receiptOf_canonicalBytes_givesTheReceiptBack();
    void receiptOf_changedBytes_namesTheField_data();
    void receiptOf_changedBytes_namesTheField();
    void checkLink_soundEntry_isAccepted();
    void checkLink_unknownKind_isAccepted();
    void checkLink_changedEntry_namesWhatDiffers_data();
    void checkLink_changedEntry_namesWhatDiffers();
    void checkLink_anyChangedByte_isFound();
    void canonicalEntry_ofATwoLineSale_takesMicroseconds();
};

void EntryTest::canonicalEntry_ofASale_isGolden()
{
    QCOMPARE(canonicalEntry(sale()), golden);
}

void EntryTest::canonicalEntry_ofAnEvent_isGolden()
{
    QCOMPARE(canonicalEntry(drawerOpened(), till, 2),
             QByteArray(R"({"at":"2016-10-30T09:58:11.007Z","business_day":"2016-10-30","clerk":4,)"
                        R"("kind":"drawer","seq":2,"till":"5e1f6f6a-0f0e-4d8a-9f6c-2f1f3a4b5c6d",)"
                        R"("uuid":"01580f2e-7ab8-7000-8000-00000000000a","v":1,)"
                        R"("values":{"reason":"no sale","�":"1","𐀀":"2"}})"));
}

void EntryTest::canonicalEntry_ofControlCharacters_escapesThem()
{
    Receipt receipt = sale();
    receipt.sourceKey = u"\u0001\u001f\t\n\"\\/"_s + QChar(0) + u"é"_s;
    QVERIFY(canonicalEntry(receipt).contains(R"("source":"\u0001\u001f\u0009\u000a\"\\/�é")"));
}

void EntryTest::canonicalEntry_ofALineWithAReason_namesItLast()
{
    Receipt receipt = sale();
    receipt.lines[0].reason = u"dented \"crust\""_s;
    const QByteArray bytes = canonicalEntry(receipt);
    QVERIFY(bytes.contains(R"("quantity":1000,"rate":0,"reason":"dented \"crust\""}],)"));
    const Result<Receipt> read = receiptOf(bytes);
    QVERIFY(read);
    QCOMPARE(read->lines[0].reason, receipt.lines[0].reason);
}

void EntryTest::canonicalEntry_ofANumberedVoucher_namesItLast()
{
    Receipt receipt = sale();
    receipt.tenders[0].method = TenderMethod::Voucher;
    receipt.tenders[0].number = u"4071"_s;
    const QByteArray bytes = canonicalEntry(receipt);
    QVERIFY(bytes.contains(R"("amount":360,"method":"voucher","number":"4071"})"));
    const Result<Receipt> read = receiptOf(bytes);
    QVERIFY(read);
    QVERIFY(*read == receipt);
}

void EntryTest::canonicalEntry_ofALocalTime_isWrittenInUtc()
{
    Receipt receipt = sale();
    receipt.soldAt = receipt.soldAt.toOffsetFromUtc(2 * 3600);
    QCOMPARE(canonicalEntry(receipt), golden);
}

void EntryTest::chainHash_ofTheGoldenBytes_isGolden()
{
    QCOMPARE(chainHash(genesisHash(), golden),
             QCryptographicHash::hash(QByteArray(32, '\0') + golden, QCryptographicHash::Sha256));
    QCOMPARE(chainHash(genesisHash(), golden).toHex(),
             QByteArray("fe6528524422e6faa7d36d43e994737d20778250fc059d934e83a8d9815ffdfc"));
}

void EntryTest::receiptOf_canonicalBytes_givesTheReceiptBack()
{
    for (const Receipt &receipt : {sale(), refund()}) {
        const Result<Receipt> read = receiptOf(canonicalEntry(receipt));
        QVERIFY(read);
        QVERIFY(*read == receipt);
    }
}

void EntryTest::receiptOf_changedBytes_namesTheField_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *from, const char *to, const QString &field) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << field;
    };
    row("a missing field", R"("total":320,)", "", u"total"_s);
    row("a missing field of a line", R"("prepared":false,)", "", u"lines[0].prepared"_s);
    row("text for a number", R"("change":40)", R"("change":"40")", u"change"_s);
    row("a fraction", R"("total":320)", R"("total":320.5)", u"total"_s);
    row("a number too large", R"("total":320)", R"("total":92233720368547758070)", u"total"_s);
    row("a clerk past an int", R"("clerk":0)", R"("clerk":2147483648)", u"clerk"_s);
    row("a rate over all", R"("rate":0}],"mode")", R"("rate":10001}],"mode")", u"lines[0].rate"_s);
    row("an empty reason", R"("rate":0}],"mode")", R"("rate":0,"reason":""}],"mode")", u"bytes"_s);
    row("a number for a reason", R"("rate":0}],"mode")", R"("rate":0,"reason":1}],"mode")",
        u"lines[0].reason"_s);
    row("a number for a flag", R"("suspect":false)", R"("suspect":0)", u"suspect"_s);
    row("a number for a text", R"("prefix":"1-")", R"("prefix":1)", u"prefix"_s);
    row("an unknown field", R"("clerk":0,)", R"("clerk":0,"colour":1,)", u"colour"_s);
    row("an unknown field of a tender", R"("amount":360,)", R"("amount":360,"bank":1,)",
        u"tenders[0].bank"_s);
    row("an empty number of a tender", R"("method":"cash")", R"("method":"cash","number":"")",
        u"bytes"_s);
    row("an unknown kind", R"("kind":"sale")", R"("kind":"gift")", u"kind"_s);
    row("an unknown method", R"("method":"cash")", R"("method":"gold")", u"tenders[0].method"_s);
    row("an unknown mode", R"("mode":"takeaway")", R"("mode":"to go")", u"mode"_s);
    row("another version", R"("v":1)", R"("v":2)", u"v"_s);
    row("no uuid", R"("till":"5e1f)", R"("till":"zzzz)", u"till"_s);
    row("no day", R"("business_day":"2016-10-30")", R"("business_day":"2016-10-32")",
        u"business_day"_s);
    row("a local time", "09:58:11.000Z", "09:58:11.000", u"sold_at"_s);
    row("a time past the year 9999", "2016-10-30T09:58:11", "9999-12-31T24:00:00", u"sold_at"_s);
    row("a refund without its sale", R"("kind":"sale")", R"("kind":"refund")", u"original"_s);
    row("a line that is no object", R"("lines":[)", R"("lines":[5,)", u"lines[0]"_s);
    row("lines that are no list", R"("vat":[{"gross":320,"net":320,"rate":0,"vat":0}])",
        R"("vat":{})", u"vat"_s);
    row("an order that is no number", R"("order":null)", R"("order":"7")", u"order"_s);
    row("keys in another order", R"("change":40,"clerk":0)", R"("clerk":0,"change":40)",
        u"bytes"_s);
    row("a space", R"("change":40)", R"("change": 40)", u"bytes"_s);
    row("a number with a plain fraction", R"("change":40)", R"("change":40.0)", u"bytes"_s);
    row("a key twice", R"("change":40)", R"("change":1,"change":40)", u"bytes"_s);
    row("a needless escape", R"("Bread")", R"("\u0042read")", u"bytes"_s);
    row("a capital uuid", "5e1f6f6a", "5E1F6F6A", u"bytes"_s);
    row("no JSON", "{", "", u"bytes"_s);
}

void EntryTest::receiptOf_changedBytes_namesTheField()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, field);
    QByteArray bytes = golden;
    const qsizetype place = bytes.indexOf(from);
    QVERIFY(place >= 0);
    const Result<Receipt> receipt = receiptOf(bytes.replace(place, from.size(), to));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().code, Error::Code::Invalid);
    QCOMPARE(receipt.error().field, field);
}

void EntryTest::checkLink_soundEntry_isAccepted()
{
    QVERIFY(checkLink(entryOf(golden), genesisHash()));
    QVERIFY(checkLink(entryOf(canonicalEntry(refund()), refund().sequence, u"refund"_s),
                      genesisHash()));
}

void EntryTest::checkLink_unknownKind_isAccepted()
{
    EventDraft draft = drawerOpened();
    draft.kind = u"stocktake"_s;
    QVERIFY(checkLink(entryOf(canonicalEntry(draft, till, 3), 3, u"stocktake"_s), genesisHash()));
}

void EntryTest::checkLink_changedEntry_namesWhatDiffers_data()
{
    QTest::addColumn<Entry>("entry");
    QTest::addColumn<QString>("field");
    const auto changed = [](auto change) {
        Entry entry = entryOf(golden);
        change(entry);
        return entry;
    };
    QTest::newRow("another link before")
        << changed([](Entry &e) { e.previous[5] = 'x'; }) << u"prev"_s;
    QTest::newRow("another hash") << changed([](Entry &e) { e.hash[5] = 'x'; }) << u"hash"_s;
    QTest::newRow("a changed amount")
        << changed([](Entry &e) { e.bytes.replace("360", "361"); }) << u"hash"_s;
    QTest::newRow("another till") << changed([](Entry &e) { e.till = saleUuid; }) << u"till"_s;
    QTest::newRow("another place") << changed([](Entry &e) { e.sequence = 2; }) << u"seq"_s;
    QTest::newRow("another uuid") << changed([](Entry &e) { e.uuid = till; }) << u"uuid"_s;
    QTest::newRow("another kind") << changed([](Entry &e) { e.kind = u"drawer"_s; }) << u"kind"_s;
    QTest::newRow("hashed nonsense") << entryOf("[]") << u"bytes"_s;
    QTest::newRow("hashed bytes that are not canonical")
        << entryOf(QByteArray(golden).replace("\"v\":1", "\"v\": 1")) << u"bytes"_s;
}

void EntryTest::checkLink_changedEntry_namesWhatDiffers()
{
    QFETCH(Entry, entry);
    QFETCH(QString, field);
    const Result<void> checked = checkLink(entry, genesisHash());
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, Error::Code::Conflict);
    QCOMPARE(checked.error().field, field);
}

void EntryTest::checkLink_anyChangedByte_isFound()
{
    for (qsizetype i = 0; i < golden.size(); ++i) {
        Entry entry = entryOf(golden);
        entry.bytes[i] = char(entry.bytes[i] ^ 1);
        QVERIFY(!checkLink(entry, genesisHash()));
    }
}

void EntryTest::canonicalEntry_ofATwoLineSale_takesMicroseconds()
{
    Receipt receipt = sale();
    receipt.lines.push_back(receipt.lines[0]);
    QBENCHMARK
    {
        canonicalEntry(receipt);
    }
}

QTEST_APPLESS_MAIN(EntryTest)
#include "tst_entry.moc"
