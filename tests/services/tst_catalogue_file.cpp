#include "catalogue_file.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

CatalogueFile parse(const QByteArray &columns, const QByteArray &cells)
{
    return readCatalogueFile("name,category,tax_class,price_minor,currency," + columns
                             + "\nRye,Bread,food,480,EUR," + cells + '\n');
}

}

/// The columns of a catalogue file that the counter reads.
class TestCatalogueFile final : public QObject
{
    Q_OBJECT

private slots:
    void read_withoutTheColumns_saysNothing();
    void read_emptyCells_sayNothing();
    void read_allColumns_areTaken();
    void read_badCell_isNamed_data();
    void read_badCell_isNamed();
    void read_numberTwice_isAnErrorOfItsLine_data();
    void read_numberTwice_isAnErrorOfItsLine();
};

void TestCatalogueFile::read_withoutTheColumns_saysNothing()
{
    const CatalogueFile file =
        readCatalogueFile("name,category,tax_class,price_minor,currency\nRye,Bread,food,480,EUR\n");
    QCOMPARE(file.problems, QStringList());
    QCOMPARE(file.rows.size(), size_t(1));
    QVERIFY(!file.rows[0].plu && !file.rows[0].barcode);
    QVERIFY(!file.rows[0].unit && !file.rows[0].divisible);
}

void TestCatalogueFile::read_emptyCells_sayNothing()
{
    const CatalogueFile file = parse("plu,barcode,unit,divisible,lead_minutes,cutoff", ",,,,,");
    QCOMPARE(file.problems, QStringList());
    QVERIFY(!file.rows[0].plu && !file.rows[0].barcode);
    QVERIFY(!file.rows[0].unit && !file.rows[0].divisible);
    QVERIFY(!file.rows[0].leadMinutes && !file.rows[0].cutoff);
}

void TestCatalogueFile::read_allColumns_areTaken()
{
    const CatalogueFile file = parse("divisible,unit,barcode,plu,lead_minutes,cutoff",
                                     "Yes,Weight,036000241457,007,1440,17:30");
    QCOMPARE(file.problems, QStringList());
    const CatalogueRow &row = file.rows.at(0);
    QCOMPARE(row.plu, u"007"_s);
    QCOMPARE(row.barcode, u"0036000241457"_s);
    QCOMPARE(row.unit, SaleUnit::Weight);
    QCOMPARE(row.divisible, true);
    QCOMPARE(row.leadMinutes, 1'440);
    QCOMPARE(row.cutoff, 17 * 60 + 30);
    QCOMPARE(parse("cutoff", "none").rows.at(0).cutoff, noCutoff);
}

void TestCatalogueFile::read_badCell_isNamed_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("letters in a PLU") << QByteArray("plu") << QByteArray("12a");
    QTest::newRow("long PLU") << QByteArray("plu") << QByteArray("123456789");
    QTest::newRow("check digit") << QByteArray("barcode") << QByteArray("4012345678900");
    QTest::newRow("long barcode") << QByteArray("barcode") << QByteArray(65, 'x');
    QTest::newRow("unit") << QByteArray("unit") << QByteArray("kg");
    QTest::newRow("divisible") << QByteArray("divisible") << QByteArray("half");
    QTest::newRow("a lead of words") << QByteArray("lead_minutes") << QByteArray("a day");
    QTest::newRow("a lead of weeks") << QByteArray("lead_minutes") << QByteArray("10081");
    QTest::newRow("no cut-off") << QByteArray("cutoff") << QByteArray("24:00");
    QTest::newRow("a cut-off of words") << QByteArray("cutoff") << QByteArray("noon");
    QTest::newRow("prepared") << QByteArray("prepared") << QByteArray("often");
}

void TestCatalogueFile::read_badCell_isNamed()
{
    QFETCH(const QByteArray, column);
    QFETCH(const QByteArray, cell);
    const CatalogueFile file = parse(column, cell);
    QCOMPARE(file.problems.size(), 1);
    QVERIFY2(file.problems[0].startsWith(u"line 2: "_s + QString::fromLatin1(column) + u": "_s),
             qPrintable(file.problems[0]));
}

void TestCatalogueFile::read_numberTwice_isAnErrorOfItsLine_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("PLU") << QByteArray("plu") << QByteArray("12") << QByteArray("12");
    QTest::newRow("barcode") << QByteArray("barcode") << QByteArray("036000241457")
                             << QByteArray("0036000241457");
}

void TestCatalogueFile::read_numberTwice_isAnErrorOfItsLine()
{
    QFETCH(const QByteArray, column);
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    const CatalogueFile file =
        parse(column, first + "\nRoll,Rolls,food,50,EUR,\nBun,Rolls,food,50,EUR," + second);
    QCOMPARE(file.problems.size(), 1);
    QVERIFY2(file.problems[0].startsWith(u"line 4: "_s + QString::fromLatin1(column)),
             qPrintable(file.problems[0]));
    QVERIFY(file.problems[0].contains(u"twice"_s));
}

QTEST_APPLESS_MAIN(TestCatalogueFile)
#include "tst_catalogue_file.moc"
