#include "tender.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
Tender tender(TenderMethod method, qint64 minor)
{
    return {.method = method, .amount = Money::fromMinor(minor)};
}

Result<Settlement> settleMinor(qint64 total, const std::vector<Tender> &tenders, qint64 step = 1)
{
    return settle(Money::fromMinor(total), tenders, Money::fromMinor(step));
}
}

/// Settling a total with what was handed over.
class TenderTest final : public QObject
{
    Q_OBJECT
private slots:
    void settle_cashOverTheTotal_givesChange();
    void settle_cardAndCash_givesChangeFromCashOnly();
    void settle_tooLittle_namesWhatIsMissing();
    void settle_cardOverTheTotal_isOverpaid_data();
    void settle_cardOverTheTotal_isOverpaid();
    void settle_amountOfTheWrongSign_namesTheTender_data();
    void settle_amountOfTheWrongSign_namesTheTender();
    void settle_cashWithAStep_isVectorA9_data();
    void settle_cashWithAStep_isVectorA9();
    void settle_cardWithAStep_isNotRounded();
    void settle_aRefundOverTheTotal_isOverpaid();
    void settle_nothingOfNothing_isSettled();
    void settle_numberOfATender_isAVouchers_data();
    void settle_numberOfATender_isAVouchers();
    void settle_anyTenders_keepTheBalance();
    void tenderMethod_wordAndBack_isTheSame();
};

void TenderTest::settle_cashOverTheTotal_givesChange()
{
    const Result<Settlement> settlement = settleMinor(840, {tender(TenderMethod::Cash, 1000)});
    QVERIFY(settlement);
    QCOMPARE(settlement->change.minor(), 160);
    QCOMPARE(settlement->rounding.minor(), 0);
}

void TenderTest::settle_cardAndCash_givesChangeFromCashOnly()
{
    const Result<Settlement> settlement =
        settleMinor(1000, {tender(TenderMethod::Card, 600), tender(TenderMethod::Cash, 500)});
    QVERIFY(settlement);
    QCOMPARE(settlement->change.minor(), 100);
    QCOMPARE(settlement->tenders.size(), size_t(2));
}

void TenderTest::settle_tooLittle_namesWhatIsMissing()
{
    const Result<Settlement> settlement =
        settleMinor(1000, {tender(TenderMethod::Voucher, 300), tender(TenderMethod::Cash, 500)});
    QVERIFY(!settlement);
    QCOMPARE(settlement.error().reason, Error::Reason::NotPaid);
    QCOMPARE(settlement.error().left, qint64(200));
}

void TenderTest::settle_cardOverTheTotal_isOverpaid_data()
{
    QTest::addColumn<TenderMethod>("method");
    QTest::newRow("by card") << TenderMethod::Card;
    QTest::newRow("by voucher") << TenderMethod::Voucher;
}

void TenderTest::settle_cardOverTheTotal_isOverpaid()
{
    QFETCH(TenderMethod, method);
    const Result<Settlement> settlement = settleMinor(1000, {tender(method, 1001)});
    QVERIFY(!settlement);
    QCOMPARE(settlement.error().reason, Error::Reason::Overpaid);
}

void TenderTest::settle_amountOfTheWrongSign_namesTheTender_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("amount");
    QTest::newRow("taken back in a sale") << qint64(500) << qint64(-1);
    QTest::newRow("taken in a refund") << qint64(-500) << qint64(1);
    QTest::newRow("beyond every till") << qint64(500) << qint64(1'000'000'000'001);
}

void TenderTest::settle_amountOfTheWrongSign_namesTheTender()
{
    QFETCH(qint64, total);
    QFETCH(qint64, amount);
    const Result<Settlement> settlement =
        settleMinor(total, {tender(TenderMethod::Cash, total), tender(TenderMethod::Cash, amount)});
    QVERIFY(!settlement);
    QCOMPARE(settlement.error().reason, Error::Reason::BadField);
    QCOMPARE(settlement.error().field, u"tenders[1].amount"_s);
}

void TenderTest::settle_cashWithAStep_isVectorA9_data()
{
    QTest::addColumn<qint64>("total");
    QTest::addColumn<qint64>("given");
    QTest::addColumn<qint64>("change");
    QTest::addColumn<qint64>("rounding");
    QTest::newRow("30.76 becomes 30.75") << qint64(3076) << qint64(3075) << qint64(0) << qint64(-1);
    QTest::newRow("30.78 becomes 30.80") << qint64(3078) << qint64(3100) << qint64(20) << qint64(2);
    QTest::newRow("-7.52 becomes -7.50") << qint64(-752) << qint64(-750) << qint64(0) << qint64(2);
}

void TenderTest::settle_cashWithAStep_isVectorA9()
{
    QFETCH(qint64, total);
    QFETCH(qint64, given);
    QFETCH(qint64, change);
    QFETCH(qint64, rounding);
    const Result<Settlement> settlement =
        settleMinor(total, {tender(TenderMethod::Cash, given)}, 5);
    QVERIFY(settlement);
    QCOMPARE(settlement->change.minor(), change);
    QCOMPARE(settlement->rounding.minor(), rounding);
}

void TenderTest::settle_cardWithAStep_isNotRounded()
{
    const Result<Settlement> settlement = settleMinor(3076, {tender(TenderMethod::Card, 3076)}, 5);
    QVERIFY(settlement);
    QCOMPARE(settlement->rounding.minor(), 0);
}

void TenderTest::settle_aRefundOverTheTotal_isOverpaid()
{
    const Result<Settlement> settlement = settleMinor(-500, {tender(TenderMethod::Cash, -600)});
    QVERIFY(!settlement);
    QCOMPARE(settlement.error().reason, Error::Reason::Overpaid);
}

void TenderTest::settle_nothingOfNothing_isSettled()
{
    QVERIFY(settleMinor(0, {}));
}

void TenderTest::settle_numberOfATender_isAVouchers_data()
{
    QTest::addColumn<TenderMethod>("method");
    QTest::addColumn<QString>("number");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a voucher without") << TenderMethod::Voucher << QString() << true;
    QTest::newRow("a voucher's") << TenderMethod::Voucher << u"4071"_s << true;
    QTest::newRow("twelve digits") << TenderMethod::Voucher << u"123456789012"_s << true;
    QTest::newRow("too short") << TenderMethod::Voucher << u"407"_s << false;
    QTest::newRow("too long") << TenderMethod::Voucher << u"1234567890123"_s << false;
    QTest::newRow("letters") << TenderMethod::Voucher << u"40AB"_s << false;
    QTest::newRow("a card's") << TenderMethod::Card << u"4071"_s << false;
}

void TenderTest::settle_numberOfATender_isAVouchers()
{
    QFETCH(TenderMethod, method);
    QFETCH(QString, number);
    QFETCH(bool, taken);
    Tender part = tender(method, 100);
    part.number = number;
    const Result<Settlement> settlement = settleMinor(100, {part});
    QCOMPARE(bool(settlement), taken);
    if (!taken)
        QCOMPARE(settlement.error().field, u"tenders[0].number"_s);
}

void TenderTest::settle_anyTenders_keepTheBalance()
{
    for (qint64 total = 1; total < 300; ++total) {
        const qint64 card = total / 3;
        const std::vector<Tender> tenders {tender(TenderMethod::Card, card),
                                           tender(TenderMethod::Cash, 400)};
        const Result<Settlement> settlement = settleMinor(total, tenders, 5);
        QVERIFY(settlement);
        QCOMPARE(card + 400 - settlement->change.minor(), total + settlement->rounding.minor());
        QCOMPARE(settlement->change.minor() % 5, 0);
    }
}

void TenderTest::tenderMethod_wordAndBack_isTheSame()
{
    for (const TenderMethod method :
         {TenderMethod::Cash, TenderMethod::Card, TenderMethod::Voucher})
        QCOMPARE(tenderMethodFromWord(tenderMethodWord(method)), method);
    QVERIFY(!tenderMethodFromWord(u"cheque"_s));
}

QTEST_APPLESS_MAIN(TenderTest)
#include "tst_tender.moc"
