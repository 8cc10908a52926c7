#include "change_sheet.h"
#include "money_bench.h"
#include "sheet_pictures.h"
#include "theme.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {
Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

/// A sale of 15.90 of which a voucher paid 7.50, as in the picture.
Receipt sale(const std::vector<Tender> &tenders, qint64 change, qint64 rounding = 0)
{
    return {.uuid = QUuid::createUuid(),
            .number = 20418,
            .prefix = u"1-"_s,
            .currency = {.code = u"EUR"_s},
            .total = minor(1590),
            .tenders = tenders,
            .change = minor(change),
            .rounding = minor(rounding)};
}

Tender part(TenderMethod method, qint64 amount, const QString &number = {})
{
    return {.method = method, .amount = minor(amount), .number = number};
}

Receipt pictured()
{
    return sale({part(TenderMethod::Voucher, 750, u"4071"_s), part(TenderMethod::Cash, 2040)},
                1200);
}

/// A sheet that is shown and past its first moment.
class Shown
{
public:
    Shown()
        : theme(ThemeSettings {})
        , sheet(theme, nullptr, [this] { return now; })
    {
        const CounterFrame frame = counterFrame({.screen = {1920, 1080}});
        sheet.resize(frame.sheet.size());
        sheet.setFrame(frame);
        sheet.setFigures(MoneyBench::figures());
        sheet.show();
        must(QTest::qWaitForWindowActive(&sheet), "show the sheet");
        now += 1'000;
    }

    qint64 now = 1'000;
    Theme theme;
    ChangeSheet sheet;
};
}

/// What a finished sale leaves on the screen.
class ChangeSheetTest final : public QObject
{
    Q_OBJECT
private slots:
    void change_ofAMixedSale_saysWhatGoesBack();
    void change_isTwentyMillimetresHigh();
    void change_tooWideForTheSheet_stepsDown();
    void sale_withoutCash_saysHowItWasPaid_data();
    void sale_withoutCash_saysHowItWasPaid();
    void sale_paidExactly_saysNoChange();
    void rounding_standsAmongTheFacts();
    void keys_ask_forTheReceiptOrTheNextSale();
    void tap_onTheSheet_endsIt_butNotADoubleTap();
    void sheet_atEachSize_fits();
};

void ChangeSheetTest::change_ofAMixedSale_saysWhatGoesBack()
{
    Shown shown;
    shown.sheet.showSale(pictured());
    const ChangeFace::Content &content = shown.sheet.face().content();
    QCOMPARE(content.headline, u"Change"_s);
    QCOMPARE(content.figure, u"12.00"_s);
    using Facts = std::vector<std::pair<QString, QString>>;
    QCOMPARE(content.facts,
             (Facts {{u"Voucher 4071"_s, u"7.50"_s},
                     {u"To pay"_s, u"8.40"_s},
                     {u"Given"_s, u"20.40"_s},
                     {u"Receipt"_s, u"1-20418"_s}}));
    QCOMPARE(content.coins, (QStringList {u"1 × 10"_s, u"1 × 2"_s}));
}

void ChangeSheetTest::change_isTwentyMillimetresHigh()
{
    Shown shown;
    shown.sheet.showSale(pictured());
    // Digits of the face are 0.72 of its size.
    const qreal digits = shown.sheet.face().figurePx() * 0.72 / shown.theme.px(1);
    QVERIFY2(digits > 19.5 && digits < 20.7, qPrintable(QString::number(digits)));
}

void ChangeSheetTest::change_tooWideForTheSheet_stepsDown()
{
    Shown shown;
    shown.sheet.resize(580, 648);
    shown.sheet.showSale(sale({part(TenderMethod::Cash, 12'345'678)}, 12'344'088));
    QVERIFY(shown.sheet.face().figurePx() < shown.theme.textPx(Style::Change));
    QVERIFY(shown.sheet.textFits());
}

void ChangeSheetTest::sale_withoutCash_saysHowItWasPaid_data()
{
    QTest::addColumn<std::vector<TenderMethod>>("methods");
    QTest::addColumn<QString>("headline");
    const auto row = [](const char *name, const std::vector<TenderMethod> &methods,
                        const QString &headline) { QTest::newRow(name) << methods << headline; };
    row("card", {TenderMethod::Card}, u"Paid by card"_s);
    row("voucher", {TenderMethod::Voucher}, u"Paid by voucher"_s);
    row("both", {TenderMethod::Voucher, TenderMethod::Card}, u"Paid by voucher and card"_s);
}

void ChangeSheetTest::sale_withoutCash_saysHowItWasPaid()
{
    QFETCH(std::vector<TenderMethod>, methods);
    QFETCH(QString, headline);
    std::vector<Tender> tenders;
    for (const TenderMethod method : methods)
        tenders.push_back(part(method, 1590 / qint64(methods.size())));
    Shown shown;
    shown.sheet.showSale(sale(tenders, 0));
    QCOMPARE(shown.sheet.face().content().headline, headline);
    QCOMPARE(shown.sheet.face().content().figure, u"15.90"_s);
    QVERIFY(shown.sheet.face().content().coins.isEmpty());
}

void ChangeSheetTest::sale_paidExactly_saysNoChange()
{
    Shown shown;
    shown.sheet.showSale(sale({part(TenderMethod::Cash, 1590)}, 0));
    QCOMPARE(shown.sheet.face().content().headline, u"No change"_s);
    QCOMPARE(shown.sheet.face().content().figure, u"0.00"_s);
}

void ChangeSheetTest::rounding_standsAmongTheFacts()
{
    Shown shown;
    Receipt receipt = sale({part(TenderMethod::Cash, 3080)}, 0, 2);
    receipt.total = minor(3078);
    shown.sheet.showSale(receipt);
    const auto &facts = shown.sheet.face().content().facts;
    const std::pair<QString, QString> rounding {u"Rounding"_s, u"0.02"_s};
    QVERIFY(std::ranges::find(facts, rounding) != facts.end());
}

void ChangeSheetTest::keys_ask_forTheReceiptOrTheNextSale()
{
    Shown shown;
    const Receipt receipt = pictured();
    shown.sheet.showSale(receipt);
    QSignalSpy asked(&shown.sheet, &ChangeSheet::receiptAsked);
    QSignalSpy done(&shown.sheet, &ChangeSheet::doneAsked);
    QTest::mouseClick(keyOf(shown.sheet, "showReceiptKey"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toUuid(), receipt.uuid);
    QTest::mouseClick(keyOf(shown.sheet, "noReceiptKey"), Qt::LeftButton);
    QCOMPARE(done.count(), 1);
}

void ChangeSheetTest::tap_onTheSheet_endsIt_butNotADoubleTap()
{
    Shown shown;
    shown.sheet.hide();
    shown.sheet.showSale(pictured());
    shown.sheet.show();
    auto *face = shown.sheet.findChild<ChangeFace *>();
    QSignalSpy done(&shown.sheet, &ChangeSheet::doneAsked);
    shown.now += 299;
    QTest::mouseClick(face, Qt::LeftButton);
    QCOMPARE(done.count(), 0);
    shown.now += 1;
    QTest::mouseClick(face, Qt::LeftButton);
    QCOMPARE(done.count(), 1);
}

void ChangeSheetTest::sheet_atEachSize_fits()
{
    const auto make = [](const Receipt &receipt) {
        return [receipt](const Theme &theme, const CounterFrame & /*frame*/) {
            auto sheet = std::make_unique<ChangeSheet>(theme, nullptr);
            sheet->setFigures(MoneyBench::figures());
            sheet->showSale(receipt);
            return sheet;
        };
    };
    QCOMPARE(SheetPictures<ChangeSheet>(u"change"_s, make(pictured())).paintAll(), QString());
    const Receipt coins = sale({part(TenderMethod::Cash, 50'000)}, 48'888, -2);
    QCOMPARE(SheetPictures<ChangeSheet>(u"change-coins"_s, make(coins)).paintAll(), QString());
}

QTEST_MAIN(ChangeSheetTest)
#include "tst_change_sheet.moc"
