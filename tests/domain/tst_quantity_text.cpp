#include "quantity_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What a clerk types, read exactly.
class QuantityTextTest final : public QObject
{
    Q_OBJECT
private slots:
    void quantity_typed_isReadExactly_data();
    void quantity_typed_isReadExactly();
    void quantity_nonsense_isRefused_data();
    void quantity_nonsense_isRefused();
    void money_typed_isReadExactly_data();
    void money_typed_isReadExactly();
    void money_nonsense_isRefused_data();
    void money_nonsense_isRefused();
};

void QuantityTextTest::quantity_typed_isReadExactly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("thousandths");
    QTest::newRow("pieces") << u"3"_s << qint64(3000);
    QTest::newRow("with a star") << u"12*"_s << qint64(12'000);
    QTest::newRow("with a times sign") << u"12 ×"_s << qint64(12'000);
    QTest::newRow("a half") << u"0.5"_s << qint64(500);
    QTest::newRow("a half without a zero") << u".5"_s << qint64(500);
    QTest::newRow("a half as a sign") << u"½"_s << qint64(500);
    QTest::newRow("one and a half") << u"1½"_s << qint64(1500);
    QTest::newRow("grams with a comma") << u"0,337"_s << qint64(337);
    QTest::newRow("an unfinished number") << u"2."_s << qint64(2000);
    QTest::newRow("spaces around") << u" 3 "_s << qint64(3000);
    QTest::newRow("the largest") << u"999.999"_s << qint64(999'999);
    QTest::newRow("the smallest") << u"0.001"_s << qint64(1);
    QTest::newRow("other digits") << u"٣"_s << qint64(3000);
}

void QuantityTextTest::quantity_typed_isReadExactly()
{
    QFETCH(QString, text);
    QFETCH(qint64, thousandths);
    const Result<Quantity> quantity = quantityFromText(text);
    QVERIFY(quantity);
    QCOMPARE(quantity->thousandths(), thousandths);
}

void QuantityTextTest::quantity_nonsense_isRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "*", ".", "0", "0.000", "-1", "1.2345", "1000", "999.9991", "1.2.3", "1,2.3", "3x",
          "*3", "1e3", "½½", "1.5½", "99999999999999999999"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void QuantityTextTest::quantity_nonsense_isRefused()
{
    QFETCH(QString, text);
    const Result<Quantity> quantity = quantityFromText(text);
    QVERIFY(!quantity);
    QCOMPARE(quantity.error().reason, Error::Reason::BadQuantity);
}

void QuantityTextTest::money_typed_isReadExactly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<qint64>("minor");
    QTest::newRow("two decimals") << u"20.40"_s << 2 << qint64(2040);
    QTest::newRow("one decimal, a comma") << u"20,4"_s << 2 << qint64(2040);
    QTest::newRow("whole") << u"20"_s << 2 << qint64(2000);
    QTest::newRow("nothing") << u"0"_s << 2 << qint64(0);
    QTest::newRow("what a binary fraction would miss") << u"1.15"_s << 2 << qint64(115);
    QTest::newRow("yen") << u"840"_s << 0 << qint64(840);
    QTest::newRow("dinars") << u"1.250"_s << 3 << qint64(1250);
    QTest::newRow("the largest") << u"10000000000.00"_s << 2 << qint64(1'000'000'000'000);
}

void QuantityTextTest::money_typed_isReadExactly()
{
    QFETCH(QString, text);
    QFETCH(int, decimals);
    QFETCH(qint64, minor);
    const Result<Money> amount = moneyFromDigits(text, decimals);
    QVERIFY(amount);
    QCOMPARE(amount->minor(), minor);
}

void QuantityTextTest::money_nonsense_isRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("decimals");
    for (const char *text : {"", ".", "-1", "20.405", "1,234.50", "£2", "20 000", "10000000000.01"})
        QTest::newRow(text) << QString::fromUtf8(text) << 2;
    QTest::newRow("decimals of a yen") << u"8.4"_s << 0;
}

void QuantityTextTest::money_nonsense_isRefused()
{
    QFETCH(QString, text);
    QFETCH(int, decimals);
    const Result<Money> amount = moneyFromDigits(text, decimals);
    QVERIFY(!amount);
    QCOMPARE(amount.error().field, u"amount"_s);
}

QTEST_APPLESS_MAIN(QuantityTextTest)
#include "tst_quantity_text.moc"
