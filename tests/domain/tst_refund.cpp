#include "receipt.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
struct Sold {
    qint64 thousandths = 1000;
    qint64 price = 0;
    qint64 discount = 0;
    int rateBp = 700;
};

Receipt sale(const std::vector<Sold> &solds)
{
    std::vector<TaxRate> rates;
    Basket basket {.uuid = QUuid::createUuid(), .mode = TaxMode::EatIn};
    for (const Sold &sold : solds) {
        const QString taxClass = QString::number(sold.rateBp);
        rates.push_back({taxClass, TaxMode::EatIn, QDate(2020, 1, 1), sold.rateBp});
        basket.lines.push_back({.product = qint64(basket.lines.size() + 1),
                                .name = u"Goods"_s,
                                .quantity = Quantity::fromThousandths(sold.thousandths),
                                .unitPrice = Money::fromMinor(sold.price),
                                .discount = Money::fromMinor(sold.discount),
                                .taxClass = taxClass});
    }
    const Tender card {.method = TenderMethod::Card, .amount = basket.total()};
    Receipt receipt =
        *makeSale(basket, TaxTable(rates), {.code = u"EUR"_s}, QDate(2026, 1, 1), {card});
    receipt.till = QUuid::createUuid();
    receipt.number = 17;
    return receipt;
}

std::vector<RefundLine> everything(const Receipt &receipt)
{
    std::vector<RefundLine> lines;
    for (const ReceiptLine &line : receipt.lines)
        lines.push_back({.line = int(lines.size()) + 1, .quantity = line.quantity});
    return lines;
}

RefundLine part(int line, qint64 thousandths)
{
    return {.line = line, .quantity = Quantity::fromThousandths(thousandths)};
}
}

/// The mirror of a sale, whole and in pieces.
class RefundTest final : public QObject
{
    Q_OBJECT
private slots:
    void refund_ofTheWholeReceipt_mirrorsEveryFigure();
    void refund_ofADiscountedLine_isVectorA13();
    void refund_inPieces_givesBackTheGrossExactly_data();
    void refund_inPieces_givesBackTheGrossExactly();
    void refund_inRandomPieces_neverLosesACent();
    void refund_ofMoreThanIsLeft_saysWhatIsLeft();
    void refund_ofALineNamedTwice_countsBoth();
    void refund_afterRefundsOfOtherReceipts_ignoresThem();
    void refund_inCashWithAStep_isVectorA9();
    void refund_badRequest_isRefused_data();
    void refund_badRequest_isRefused();
    void refund_ofARefund_isRefused();
    void refund_withAReason_keepsIt();
    void refund_withoutAReason_keepsThatOfTheLine();
    void leftToRefund_afterSome_isTheRestOfEachLine();
};

void RefundTest::refund_ofTheWholeReceipt_mirrorsEveryFigure()
{
    const Receipt sold = sale({{2000, 2890, 0, 2200}, {1000, 125, 11, 1000}, {337, 1290, 0, 0}});
    const Result<Receipt> refund = makeRefund(sold, everything(sold), {}, TenderMethod::Card);
    QVERIFY(refund);
    QCOMPARE(refund->kind, ReceiptKind::Refund);
    QCOMPARE(refund->total, -sold.total);
    QCOMPARE(refund->mode, TaxMode::EatIn);
    QCOMPARE(refund->tenders[0].amount, -sold.total);
    QCOMPARE(*refund->original,
             (ReceiptReference {.till = sold.till, .uuid = sold.uuid, .number = 17}));
    QCOMPARE(refund->vat.size(), sold.vat.size());
    for (size_t i = 0; i < sold.vat.size(); ++i) {
        QCOMPARE(refund->vat[i].rateBp, sold.vat[i].rateBp);
        QCOMPARE(refund->vat[i].vat, -sold.vat[i].vat);
        QCOMPARE(refund->vat[i].net, -sold.vat[i].net);
    }
    for (size_t i = 0; i < sold.lines.size(); ++i) {
        QCOMPARE(refund->lines[i].quantity, -sold.lines[i].quantity);
        QCOMPARE(refund->lines[i].discount, -sold.lines[i].discount);
        QCOMPARE(refund->lines[i].gross, -sold.lines[i].gross);
        QCOMPARE(refund->lines[i].unitPrice, sold.lines[i].unitPrice);
        QCOMPARE(refund->lines[i].originalLine, int(i) + 1);
    }
}

void RefundTest::refund_ofADiscountedLine_isVectorA13()
{
    const Receipt sold = sale({{1000, 212, 21, 700}, {1000, 135, 14, 700}, {1000, 140, 14, 700}});
    const Result<Receipt> refund = makeRefund(sold, {part(1, 1000)}, {}, TenderMethod::Card);
    QVERIFY(refund);
    QCOMPARE(refund->total.minor(), -191);
    QCOMPARE(refund->lines[0].rateBp, 700);
}

void RefundTest::refund_inPieces_givesBackTheGrossExactly_data()
{
    QTest::addColumn<qint64>("thousandths");
    QTest::addColumn<qint64>("price");
    QTest::addColumn<qint64>("discount");
    QTest::addColumn<qint64>("step");
    QTest::newRow("seven rolls, ten cents off, one by one")
        << qint64(7000) << qint64(45) << qint64(10) << qint64(1000);
    QTest::newRow("three given for nothing")
        << qint64(3000) << qint64(100) << qint64(300) << qint64(1000);
    QTest::newRow("a kilogram in odd weights")
        << qint64(1003) << qint64(1297) << qint64(5) << qint64(17);
    QTest::newRow("hundred cheap ones, one cent off")
        << qint64(100'000) << qint64(1) << qint64(1) << qint64(1000);
}

void RefundTest::refund_inPieces_givesBackTheGrossExactly()
{
    QFETCH(qint64, thousandths);
    QFETCH(qint64, price);
    QFETCH(qint64, discount);
    QFETCH(qint64, step);
    const Receipt sold = sale({{thousandths, price, discount}});
    std::vector<Receipt> before;
    Money gross;
    Money discounts;
    for (qint64 given = 0; given < thousandths; given += step) {
        const Result<Receipt> refund = makeRefund(sold, {part(1, qMin(step, thousandths - given))},
                                                  before, TenderMethod::Card);
        QVERIFY(refund);
        const ReceiptLine &line = refund->lines[0];
        QCOMPARE(line.gross, priceOf(line.unitPrice, line.quantity) - line.discount);
        gross += line.gross;
        discounts += line.discount;
        before.push_back(*refund);
    }
    QCOMPARE(gross, -sold.lines[0].gross);
    if (step % 1000
        == 0) // Whole pieces cost whole cents, so the discount comes back to the cent as well.
        QCOMPARE(discounts, -sold.lines[0].discount);
}

void RefundTest::refund_inRandomPieces_neverLosesACent()
{
    QRandomGenerator random(20'161'030);
    for (int round = 0; round < 300; ++round) {
        const qint64 price = random.bounded(1, 3000);
        const Receipt sold =
            sale({{random.bounded(2, 30) * 1000, price, random.bounded(int(price)), 700},
                  {random.bounded(100, 5000), random.bounded(1, 3000), 0, 1900}});
        std::vector<qint64> left {sold.lines[0].quantity.thousandths(),
                                  sold.lines[1].quantity.thousandths()};
        std::vector<Receipt> before;
        Money total;
        while (left[0] + left[1] > 0) {
            const int line = left[0] > 0 && (left[1] == 0 || random.bounded(2) == 0) ? 1 : 2;
            qint64 &rest = left[size_t(line - 1)];
            const qint64 piece = qMin(rest, qint64(random.bounded(1, 9) * 1000));
            const Result<Receipt> refund =
                makeRefund(sold, {part(line, piece)}, before, TenderMethod::Card);
            QVERIFY(refund);
            total += refund->total;
            rest -= piece;
            before.push_back(*refund);
        }
        QCOMPARE(total, -sold.total);
    }
}

void RefundTest::refund_ofMoreThanIsLeft_saysWhatIsLeft()
{
    const Receipt sold = sale({{3000, 100}});
    const Receipt first = *makeRefund(sold, {part(1, 2000)}, {}, TenderMethod::Card);
    const Result<Receipt> second = makeRefund(sold, {part(1, 2000)}, {first}, TenderMethod::Card);
    QVERIFY(!second);
    QCOMPARE(second.error().reason, Error::Reason::NothingLeftToRefund);
    QCOMPARE(second.error().left, qint64(1000));
}

void RefundTest::refund_ofALineNamedTwice_countsBoth()
{
    const Receipt sold = sale({{3000, 100}});
    QCOMPARE(
        makeRefund(sold, {part(1, 1000), part(1, 1000)}, {}, TenderMethod::Card)->total.minor(),
        -200);
    QVERIFY(!makeRefund(sold, {part(1, 2000), part(1, 2000)}, {}, TenderMethod::Card));
}

void RefundTest::refund_afterRefundsOfOtherReceipts_ignoresThem()
{
    const Receipt sold = sale({{1000, 100}});
    const Receipt other = sale({{1000, 100}});
    const Receipt otherBack = *makeRefund(other, everything(other), {}, TenderMethod::Card);
    QVERIFY(makeRefund(sold, everything(sold), {otherBack}, TenderMethod::Card));
}

void RefundTest::refund_inCashWithAStep_isVectorA9()
{
    const Receipt sold = sale({{1000, 752}});
    const Result<Receipt> refund =
        makeRefund(sold, everything(sold), {}, TenderMethod::Cash, Money::fromMinor(5));
    QVERIFY(refund);
    QCOMPARE(refund->tenders[0].amount.minor(), -750);
    QCOMPARE(refund->rounding.minor(), 2);
    QCOMPARE(refund->total.minor(), -752);
}

void RefundTest::refund_badRequest_isRefused_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<qint64>("thousandths");
    QTest::addColumn<int>("reason");
    QTest::newRow("line zero") << 0 << qint64(1000) << int(Error::Reason::BadField);
    QTest::newRow("line past the end") << 2 << qint64(1000) << int(Error::Reason::BadField);
    QTest::newRow("no quantity") << 1 << qint64(0) << int(Error::Reason::BadQuantity);
    QTest::newRow("negative quantity") << 1 << qint64(-1000) << int(Error::Reason::BadQuantity);
}

void RefundTest::refund_badRequest_isRefused()
{
    QFETCH(int, line);
    QFETCH(qint64, thousandths);
    QFETCH(int, reason);
    const Result<Receipt> refund =
        makeRefund(sale({{1000, 100}}), {part(line, thousandths)}, {}, TenderMethod::Card);
    QVERIFY(!refund);
    QCOMPARE(int(refund.error().reason), reason);
}

void RefundTest::refund_ofARefund_isRefused()
{
    const Receipt sold = sale({{1000, 100}});
    const Receipt back = *makeRefund(sold, everything(sold), {}, TenderMethod::Card);
    QVERIFY(!makeRefund(back, {part(1, 1000)}, {}, TenderMethod::Card));
    QCOMPARE(makeRefund(sold, {}, {}, TenderMethod::Card).error().reason,
             Error::Reason::EmptyBasket);
}

void RefundTest::refund_withAReason_keepsIt()
{
    Receipt sold = sale({{1000, 212, 21, 700}, {1000, 135, 14, 700}});
    sold.lines[0].reason = u"Happy hour"_s;
    RefundLine line = part(1, 1000);
    line.reason = u" Not fresh "_s;
    const Result<Receipt> refund = makeRefund(sold, {line}, {}, TenderMethod::Cash);
    QVERIFY(refund);
    QCOMPARE(refund->lines[0].reason, u"Not fresh"_s);
    line.reason = QString(101, u'x');
    const Result<Receipt> tooLong = makeRefund(sold, {line}, {}, TenderMethod::Cash);
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().field, u"reason"_s);
}

void RefundTest::refund_withoutAReason_keepsThatOfTheLine()
{
    Receipt sold = sale({{1000, 212, 21, 700}});
    sold.lines[0].reason = u"Happy hour"_s;
    const Result<Receipt> refund = makeRefund(sold, {part(1, 1000)}, {}, TenderMethod::Cash);
    QVERIFY(refund);
    QCOMPARE(refund->lines[0].reason, u"Happy hour"_s);
}

void RefundTest::leftToRefund_afterSome_isTheRestOfEachLine()
{
    const Receipt sold = sale({{3000, 45}, {337, 1290}, {1000, 320}});
    const Result<Receipt> first =
        makeRefund(sold, {part(1, 1000), part(3, 1000)}, {}, TenderMethod::Card);
    QVERIFY(first);
    const auto pieces = [](qint64 thousandths) { return Quantity::fromThousandths(thousandths); };
    QCOMPARE(leftToRefund(sold, {}),
             (std::vector<Quantity> {pieces(3000), pieces(337), pieces(1000)}));
    QCOMPARE(leftToRefund(sold, {*first}),
             (std::vector<Quantity> {pieces(2000), pieces(337), pieces(0)}));
    Receipt twice = *first; // Another till did not know of it.
    twice.uuid = QUuid::createUuid();
    QCOMPARE(leftToRefund(sold, {*first, twice}),
             (std::vector<Quantity> {pieces(1000), pieces(337), pieces(0)}));
}

QTEST_APPLESS_MAIN(RefundTest)
#include "tst_refund.moc"
