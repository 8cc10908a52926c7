#include "scan_code.h"

#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ScanCode::Kind)

namespace {

using Patterns = std::vector<ScanPattern>;

Patterns table()
{
    return *scanPatterns(u"20:price:5:5:2; 21:weight:5:5:3; 22:weight:5:5:2; 28:price:5:4:2:check; "
                         "29:price:4:5:2:check; 02:price:5:4:2:check"_s);
}

/// @p first twelve digits with their check digit.
QString ean13(const QString &first)
{
    int sum = 0;
    for (int i = 0; i < 12; ++i)
        sum += (first.at(i).unicode() - u'0') * (i % 2 == 0 ? 1 : 3);
    return first + QString::number((10 - sum % 10) % 10);
}

}

/// What a scanner's characters mean.
class TestScanCode final : public QObject
{
    Q_OBJECT

private slots:
    void readScan_known_isNormalised_data();
    void readScan_known_isNormalised();
    void readScan_bad_isRefused_data();
    void readScan_bad_isRefused();
    void readScan_anyDigitWrong_isRefused();
    void readScan_priceLabel();
    void readScan_weightLabel();
    void readScan_otherDecimals_areTurned();
    void readScan_innerCheck_isVerified();
    void readScan_noPatterns_isAGtin();
    void innerCheckDigit_asInTheSpecification();
    void scanPatterns_reads();
    void scanPatterns_bad_saysWhich_data();
    void scanPatterns_bad_saysWhich();
};

void TestScanCode::readScan_known_isNormalised_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<ScanCode::Kind>("kind");
    QTest::addColumn<QString>("code");
    using Kind = ScanCode::Kind;
    QTest::newRow("EAN-13") << u"4012345678901"_s << Kind::Gtin << u"4012345678901"_s;
    QTest::newRow("EAN-8") << u"96385074"_s << Kind::Gtin << u"96385074"_s;
    QTest::newRow("UPC-A") << u"036000241457"_s << Kind::Gtin << u"0036000241457"_s;
    QTest::newRow("UPC-A as EAN-13") << u"0036000241457"_s << Kind::Gtin << u"0036000241457"_s;
    QTest::newRow("spaces around") << u" 4012345678901\t"_s << Kind::Gtin << u"4012345678901"_s;
    QTest::newRow("few digits") << u"12345"_s << Kind::Other << u"12345"_s;
    QTest::newRow("fourteen digits") << u"12345678901234"_s << Kind::Other << u"12345678901234"_s;
    QTest::newRow("letters") << u"BH-0815 a"_s << Kind::Other << u"BH-0815 a"_s;
    QTest::newRow("64 characters") << QString(64, u'x') << Kind::Other << QString(64, u'x');
    QTest::newRow("foreign digits")
        << QString(13, QChar(0x661)) << Kind::Other << QString(13, QChar(0x661));
}

void TestScanCode::readScan_known_isNormalised()
{
    QFETCH(const QString, text);
    QFETCH(const ScanCode::Kind, kind);
    QFETCH(const QString, code);
    const Result<ScanCode> scan = readScan(text, table());
    QVERIFY2(scan, qPrintable(scan ? QString() : describe(scan.error())));
    QCOMPARE(*scan, (ScanCode {.kind = kind, .code = code}));
}

void TestScanCode::readScan_bad_isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("spaces") << u"   "_s;
    QTest::newRow("EAN-13, wrong check digit") << u"4012345678900"_s;
    QTest::newRow("EAN-8, wrong check digit") << u"96385073"_s;
    QTest::newRow("UPC-A, wrong check digit") << u"036000241456"_s;
    QTest::newRow("65 characters") << QString(65, u'x');
    QTest::newRow("a control character") << u"ab\u0001c"_s;
}

void TestScanCode::readScan_bad_isRefused()
{
    QFETCH(const QString, text);
    const Result<ScanCode> scan = readScan(text, table());
    QVERIFY(!scan);
    QCOMPARE(scan.error().code, Error::Code::Invalid);
    QCOMPARE(scan.error().reason, Error::Reason::BadField);
    QCOMPARE(scan.error().field, u"barcode"_s);
    QVERIFY(!scan.error().detail.isEmpty());
}

void TestScanCode::readScan_anyDigitWrong_isRefused()
{
    const QString right = u"4012345678901"_s;
    for (qsizetype place = 0; place < right.size(); ++place) {
        for (const QChar digit : u"0123456789"_s) {
            QString text = right;
            text[place] = digit;
            QCOMPARE(bool(readScan(text, {})), text == right);
        }
    }
}

void TestScanCode::readScan_priceLabel()
{
    const Result<ScanCode> scan = readScan(ean13(u"200012300435"_s), table());
    QVERIFY(scan);
    QCOMPARE(*scan,
             (ScanCode {.kind = ScanCode::Kind::Priced,
                        .code = u"00123"_s,
                        .price = Money::fromMinor(435)}));
}

void TestScanCode::readScan_weightLabel()
{
    const Result<ScanCode> scan = readScan(ean13(u"210003600337"_s), table());
    QVERIFY(scan);
    QCOMPARE(*scan,
             (ScanCode {.kind = ScanCode::Kind::Weighed,
                        .code = u"00036"_s,
                        .weight = Quantity::fromThousandths(337)}));
}

void TestScanCode::readScan_otherDecimals_areTurned()
{
    QCOMPARE(readScan(ean13(u"220003600033"_s), table())->weight, Quantity::fromThousandths(330));
    const QString label = ean13(u"200012300435"_s);
    QCOMPARE(readScan(label, table(), 3)->price, Money::fromMinor(4350));
    QCOMPARE(readScan(label, table(), 1)->price, Money::fromMinor(44)); // 4.35, away from zero
    QCOMPARE(readScan(label, table(), 0)->price, Money::fromMinor(4));
}

void TestScanCode::readScan_innerCheck_isVerified()
{
    const Result<ScanCode> four = readScan(ean13(u"281234592875"_s), table());
    QVERIFY(four);
    QCOMPARE(four->code, u"12345"_s);
    QCOMPARE(four->price, Money::fromMinor(2875));
    const Result<ScanCode> five = readScan(ean13(u"291234614685"_s), table());
    QVERIFY(five);
    QCOMPARE(five->code, u"1234"_s);
    QCOMPARE(five->price, Money::fromMinor(14685));
    const QString upc = ean13(u"021234592875"_s).mid(1);
    QCOMPARE(readScan(upc, table())->price, Money::fromMinor(2875));
    QCOMPARE(readScan(ean13(u"281234582875"_s), table()).error().field, u"barcode"_s);
}

void TestScanCode::readScan_noPatterns_isAGtin()
{
    const QString label = ean13(u"200012300435"_s);
    QCOMPARE(*readScan(label, {}), (ScanCode {.kind = ScanCode::Kind::Gtin, .code = label}));
}

// The examples of the GS1 General Specifications, 7.9.
void TestScanCode::innerCheckDigit_asInTheSpecification()
{
    QCOMPARE(innerCheckDigit(u"2875"_s), 9);
    QCOMPARE(innerCheckDigit(u"14685"_s), 6);
    QCOMPARE(innerCheckDigit(u"0000"_s), 0);
    QCOMPARE(innerCheckDigit(u"00000"_s), 0);
}

void TestScanCode::scanPatterns_reads()
{
    const Result<Patterns> patterns = scanPatterns(u" 20:price:5:5:2;21 : weight:5:5:3; "_s);
    QVERIFY2(patterns, qPrintable(patterns ? QString() : describe(patterns.error())));
    const Patterns expected {{.prefix = u"20"_s},
                             {.prefix = u"21"_s, .kind = ScanPattern::Kind::Weight, .decimals = 3}};
    QCOMPARE(*patterns, expected);
    QCOMPARE(*scanPatterns(u"28:price:5:4:2:check"_s),
             (Patterns {{.prefix = u"28"_s, .valueDigits = 4, .innerCheck = true}}));
    QCOMPARE(*scanPatterns(QString()), Patterns());
}

void TestScanCode::scanPatterns_bad_saysWhich_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("why");
    QTest::newRow("a word") << u"all"_s << u"needs prefix"_s;
    QTest::newRow("too many parts") << u"20:price:5:5:2:check:7"_s << u"needs prefix"_s;
    QTest::newRow("sixth part") << u"20:price:5:5:2:no"_s << u"needs prefix"_s;
    QTest::newRow("prefix") << u"2x:price:5:5:2"_s << u"prefix"_s;
    QTest::newRow("no prefix") << u":price:5:7:2"_s << u"prefix"_s;
    QTest::newRow("kind") << u"20:cost:5:5:2"_s << u"neither price nor weight"_s;
    QTest::newRow("item") << u"20:price:8:2:2"_s << u"item"_s;
    QTest::newRow("value") << u"20:price:x:5:2"_s << u"item"_s;
    QTest::newRow("value of a check") << u"20:price:3:6:2:check"_s << u"4 or 5"_s;
    QTest::newRow("decimals") << u"20:weight:5:5:4"_s << u"0 to 3 decimals"_s;
    QTest::newRow("digits in all") << u"20:price:5:6:2"_s << u"13 digits, not 12"_s;
    QTest::newRow("twice") << u"21:price:5:5:2"_s << u"twice"_s;
}

void TestScanCode::scanPatterns_bad_saysWhich()
{
    QFETCH(const QString, entry);
    QFETCH(const QString, why);
    const Result<Patterns> patterns = scanPatterns(u"21:weight:5:5:3;"_s + entry);
    QVERIFY(!patterns);
    QCOMPARE(patterns.error().code, Error::Code::Invalid);
    QCOMPARE(patterns.error().reason, Error::Reason::BadField);
    QVERIFY2(patterns.error().detail.startsWith(u"entry 2 (\"%1\")"_s.arg(entry)),
             qPrintable(patterns.error().detail));
    QVERIFY2(patterns.error().detail.contains(why), qPrintable(patterns.error().detail));
}

QTEST_APPLESS_MAIN(TestScanCode)
#include "tst_scan_code.moc"
