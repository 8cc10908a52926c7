#include "customer_sheet.h"
#include "key_button.h"
#include "sheet_bench.h"
#include "text_field.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The name on a basket.
class TestCustomerSheet final : public QObject
{
    Q_OBJECT
private slots:
    void save_aName_namesTheBasket();
    void save_beforeTheFirstTap_beginsTheBasket();
    void save_nothing_takesTheNameAway();
    void save_nothingBeforeTheFirstTap_beginsNone();
    void allText_isSeen();
};

namespace {
struct Customers {
    Customers()
        : sheet(bench.theme, bench.counter, nullptr, bench.laterEachTime())
        , back(&sheet, &CustomerSheet::backAsked)
    {
        sheet.setFrame(bench.frame);
        sheet.setGeometry(bench.frame.sheet);
    }
    void save(const QString &name)
    {
        sheet.hide();
        sheet.show();
        QLineEdit &edit = sheet.findChild<TextField *>(u"customerName"_s)->edit();
        edit.clear();
        QTest::keyClicks(&edit, name);
        QTest::mouseClick(sheet.findChild<KeyButton *>(u"saveCustomerKey"_s), Qt::LeftButton);
    }

    SheetBench bench;
    CustomerSheet sheet;
    QSignalSpy back;
};
}

void TestCustomerSheet::save_aName_namesTheBasket()
{
    Customers test;
    test.bench.counter.sell(BakeryGoods::bread);
    test.save(u"  Mrs Green "_s);
    QCOMPARE(test.bench.counter.basket()->customer, u"Mrs Green"_s);
    QCOMPARE(test.bench.counter.total().minor(), 320);
    QCOMPARE(test.back.size(), 1);
}

void TestCustomerSheet::save_beforeTheFirstTap_beginsTheBasket()
{
    Customers test;
    test.save(u"Mrs Green"_s);
    test.bench.counter.sell(BakeryGoods::bread);
    QCOMPARE(test.bench.counter.basket()->customer, u"Mrs Green"_s);
    QCOMPARE(test.bench.counter.till().baskets().size(), size_t(1));
}

void TestCustomerSheet::save_nothing_takesTheNameAway()
{
    Customers test;
    test.save(u"Mrs Green"_s);
    test.save({});
    QCOMPARE(test.bench.counter.basket()->customer, QString());
}

void TestCustomerSheet::save_nothingBeforeTheFirstTap_beginsNone()
{
    Customers test;
    test.save({});
    QVERIFY(!test.bench.counter.basket());
    QCOMPARE(test.back.size(), 1);
}

void TestCustomerSheet::allText_isSeen()
{
    SheetBench bench;
    const QStringList faults = bench.lookFaults<CustomerSheet>(
        u"customer"_s,
        [&] { return std::make_unique<CustomerSheet>(bench.theme, bench.counter, nullptr); },
        SheetBench::sheetRect);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u' ')));
}

QTEST_MAIN(TestCustomerSheet)
#include "tst_customer_sheet.moc"
