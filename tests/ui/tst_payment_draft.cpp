#include "payment_draft.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
PaymentDraft draftOf(qint64 total, qint64 step = 1)
{
    PaymentDraft draft;
    draft.setBill(Money::fromMinor(total), Money::fromMinor(step));
    return draft;
}

Tender part(TenderMethod method, qint64 minor)
{
    return {.method = method, .amount = Money::fromMinor(minor)};
}
}

/// What was paid of one bill and what is left.
class PaymentDraftTest final : public QObject
{
    Q_OBJECT
private slots:
    void rest_inCash_isRoundedButNotByCard();
    void rounding_ofAMixedBill_isOnTheCashPartOnly();
    void covers_onceTheCashIsThere_thoughCentsAreLeft();
    void add_overTheRestByCard_isOverpaid();
    void add_nothing_isRefusedWhileSomethingIsLeft();
    void bill_thatShrinks_mayBeOverpaid();
};

void PaymentDraftTest::rest_inCash_isRoundedButNotByCard()
{
    const PaymentDraft draft = draftOf(3078, 5);
    QCOMPARE(draft.rest(TenderMethod::Cash).minor(), qint64(3080));
    QCOMPARE(draft.rounding(TenderMethod::Cash).minor(), qint64(2));
    QCOMPARE(draft.rest(TenderMethod::Card).minor(), qint64(3078));
    QCOMPARE(draft.rounding(TenderMethod::Card).minor(), qint64(0));
}

void PaymentDraftTest::rounding_ofAMixedBill_isOnTheCashPartOnly()
{
    PaymentDraft draft = draftOf(1003, 5);
    QVERIFY(draft.add(part(TenderMethod::Card, 501)));
    QCOMPARE(draft.rest(TenderMethod::Cash).minor(), qint64(500));
    QCOMPARE(draft.rounding(TenderMethod::Cash).minor(), qint64(-2));
}

void PaymentDraftTest::covers_onceTheCashIsThere_thoughCentsAreLeft()
{
    PaymentDraft draft = draftOf(752, 5);
    QVERIFY(!draft.covers());
    QVERIFY(draft.add(part(TenderMethod::Cash, 750)));
    QVERIFY(draft.covers());
    QCOMPARE(draft.rest(TenderMethod::Cash), Money());
}

void PaymentDraftTest::add_overTheRestByCard_isOverpaid()
{
    PaymentDraft draft = draftOf(840);
    QVERIFY(draft.add(part(TenderMethod::Cash, 400)));
    const Result<void> card = draft.add(part(TenderMethod::Card, 441));
    QVERIFY(!card);
    QCOMPARE(card.error().reason, Error::Reason::Overpaid);
    QCOMPARE(draft.parts().size(), size_t(1));
    QVERIFY(draft.add(part(TenderMethod::Card, 440)));
    QVERIFY(draft.covers());
}

void PaymentDraftTest::add_nothing_isRefusedWhileSomethingIsLeft()
{
    PaymentDraft draft = draftOf(840);
    QVERIFY(!draft.add(part(TenderMethod::Cash, 0)));
    QVERIFY(!draft.add(part(TenderMethod::Cash, -5)));
    PaymentDraft free = draftOf(0);
    QVERIFY(free.add(part(TenderMethod::Cash, 0)));
    QVERIFY(free.covers());
}

void PaymentDraftTest::bill_thatShrinks_mayBeOverpaid()
{
    PaymentDraft draft = draftOf(840);
    QVERIFY(draft.add(part(TenderMethod::Voucher, 800)));
    draft.setBill(Money::fromMinor(700), Money::fromMinor(1));
    QVERIFY(draft.overpaid());
    QVERIFY(!draft.covers());
    QCOMPARE(draft.rest(TenderMethod::Cash), Money());
    draft.remove(0);
    QVERIFY(!draft.overpaid());
    QCOMPARE(draft.rest(TenderMethod::Cash).minor(), qint64(700));
}

QTEST_MAIN(PaymentDraftTest)
#include "tst_payment_draft.moc"
