#include "paper_rows.h"
#include "qr_code.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

Figures figures()
{
    return {QLocale(QLocale::English, QLocale::UnitedKingdom), {.code = u"GBP"_s}};
}

ReceiptWords words()
{
    return {.shopName = u"Bakehouse"_s,
            .address = u"1 Mill Lane\nOldtown"_s,
            .taxNumber = u"GB 123"_s,
            .header = {},
            .footer = u"Thank you, see you soon."_s,
            .clerks = {u"Anna"_s, u"Ben"_s},
            .zone = QTimeZone::utc(),
            .unitOf = {}};
}

Receipt sale()
{
    return {
        .uuid = QUuid(u"01580f2e-7ab8-7000-8000-00000000000a"_s),
        .number = 20418,
        .prefix = u"1-"_s,
        .currency = {.code = u"GBP"_s},
        .soldAt = QDateTime(QDate(2026, 11, 22), QTime(9, 42), Qt::UTC),
        .clerk = 1,
        .lines = {{.name = u"Medialuna"_s,
                   .quantity = Quantity::fromPieces(2),
                   .unitPrice = minor(230),
                   .gross = minor(460)},
                  {.name = u"Coffee"_s,
                   .quantity = Quantity::fromPieces(1),
                   .unitPrice = minor(260),
                   .discount = minor(26),
                   .gross = minor(234),
                   .rateBp = 2000,
                   .reason = u"Regular"_s},
                  {.name = u"Cookies"_s,
                   .quantity = Quantity::fromThousandths(337),
                   .unitPrice = minor(1290),
                   .gross = minor(435)}},
        .vat = {{.rateBp = 0, .gross = minor(895), .vat = {}, .net = minor(895)},
                {.rateBp = 2000, .gross = minor(234), .vat = minor(39), .net = minor(195)}},
        .total = minor(1129),
        .tenders = {{.method = TenderMethod::Voucher, .amount = minor(500), .number = u"4071"_s},
                    {.method = TenderMethod::Cash, .amount = minor(1000), .number = {}}},
        .change = minor(370),
        .rounding = minor(1)};
}

/// "left|right" of each row that says something.
QStringList said(const Receipt &receipt)
{
    QStringList lines;
    for (const PaperRow &row : paperRows(receipt, words(), figures())) {
        const QString line =
            row.cells.isEmpty() ? row.left + u'|' + row.right : row.cells.join(u'|');
        if (line != u"|"_s)
            lines << line;
    }
    return lines;
}
}

/// What stands on a receipt.
class ReceiptRowsTest final : public QObject
{
    Q_OBJECT
private slots:
    void rows_ofASale_sayAllOfIt();
    void rows_ofARefund_nameItsSale();
    void row_ofGoodsByWeight_followsTheCatalogue();
    void code_ofTheUuid_isASquareWithFinders();
};

void ReceiptRowsTest::rows_ofASale_sayAllOfIt()
{
    const QStringList expected {u"Bakehouse|"_s,
                                u"1 Mill Lane|"_s,
                                u"Oldtown|"_s,
                                u"VAT no. GB 123|"_s,
                                u"Receipt 1-20418|22 Nov 2026"_s,
                                u"Anna|09:42"_s,
                                u"Take away|"_s,
                                u"Medialuna|4.60 A"_s,
                                u"2 × 2.30|"_s,
                                u"Coffee|2.34 B"_s,
                                u"1 × 2.60|"_s,
                                u"Regular|\u22120.26"_s,
                                u"Cookies|4.35 A"_s,
                                u"0.337\u00a0kg × 12.90|"_s,
                                u"Total|£11.29"_s,
                                u"Rounding of cash|0.01"_s,
                                u"Voucher 4071|5.00"_s,
                                u"Cash|10.00"_s,
                                u"Change|3.70"_s,
                                u"VAT|net|VAT|gross"_s,
                                u"A 0\u202f%|8.95|0.00|8.95"_s,
                                u"B 20\u202f%|1.95|0.39|2.34"_s,
                                u"01580f2e-7ab8-7000-8000-00000000000a|"_s,
                                u"Scan to see or return this receipt|"_s,
                                u"Thank you, see you soon.|"_s};
    QCOMPARE(said(sale()).join(u'\n'), expected.join(u'\n'));
}

void ReceiptRowsTest::rows_ofARefund_nameItsSale()
{
    Receipt refund = sale();
    refund.kind = ReceiptKind::Refund;
    refund.original = ReceiptReference {.number = 20400};
    refund.clerk = 9;
    const QStringList lines = said(refund);
    QVERIFY(lines.contains(u"Refund 1-20418|22 Nov 2026"_s));
    QVERIFY(lines.contains(u"Of receipt|20400"_s));
    QVERIFY(lines.contains(u"|09:42"_s));
}

void ReceiptRowsTest::row_ofGoodsByWeight_followsTheCatalogue()
{
    ReceiptWords weighed = words();
    weighed.unitOf = [](qint64) { return SaleUnit::Weight; };
    ReceiptLine line = sale().lines[2];
    line.quantity = Quantity::fromThousandths(500);
    QCOMPARE(receiptQuantity(line, weighed, figures()), u"0.500\u00a0kg × 12.90"_s);
    QCOMPARE(receiptQuantity(line, words(), figures()), u"½ × 12.90"_s);
}

void ReceiptRowsTest::code_ofTheUuid_isASquareWithFinders()
{
    const QrCode code = makeQrCode("01580f2e-7ab8-7000-8000-00000000000a");
    QCOMPARE(code.side, 29);
    // A finder: a dark ring of seven, a light one of five, a dark square of three.
    for (int i = 0; i < 7; ++i) {
        QVERIFY(code.isDark(0, i) && code.isDark(0, 22 + i) && code.isDark(22, i));
        QCOMPARE(code.isDark(3, i), i != 1 && i != 5);
    }
    QVERIFY(!(makeQrCode("another") == code));
    QCOMPARE(makeQrCode(QByteArray(5'000, 'x')).side, 0);
}

QTEST_MAIN(ReceiptRowsTest)
#include "tst_paper_rows.moc"
