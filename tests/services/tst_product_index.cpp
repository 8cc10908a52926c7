#include "product_index.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Ids = std::vector<qint64>;

std::shared_ptr<const Goods> shop()
{
    auto goods = std::make_shared<Goods>();
    goods->products = {
        {.id = 1, .name = u"Käsebrötchen"_s, .plu = u"12"_s},
        {.id = 2, .name = u"Crème brûlée"_s, .plu = u"7"_s, .barcode = u"4012345678901"_s},
        {.id = 3, .name = u"Roll with cheese"_s, .plu = u"120"_s},
        {.id = 4, .name = u"Cheese roll"_s, .plu = u"0121"_s},
        {.id = 5, .name = u"Weißbrot"_s, .barcode = u"036000241457"_s},
        {.id = 6, .name = u"Rolled oats"_s, .available = false},
        {.id = 7, .name = u"Apple roll 12"_s},
        {.id = 8, .name = u"Cheese (hard) & ham"_s, .available = false, .plu = u"99"_s},
        {.id = 9, .name = u"Cracker"_s, .barcode = u"BH-0815"_s},
    };
    return goods;
}

}

/// Search as people type, and the numbers of goods.
class TestProductIndex final : public QObject
{
    Q_OBJECT

private slots:
    void search_finds_data();
    void search_finds();
    void search_limit_isKept();
    void search_tenThousand_findsTheRight();
    void byPlu_finds();
    void byBarcode_finds();
    void copy_outlivesTheFirst();
};

void TestProductIndex::search_finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::vector<qint64>>("products");
    QTest::newRow("nothing") << QString() << Ids();
    QTest::newRow("no letter") << u" -"_s << Ids();
    QTest::newRow("umlaut") << u"Käse"_s << Ids {1};
    QTest::newRow("umlaut left out") << u"kaseb"_s << Ids {1};
    QTest::newRow("umlaut written out") << u"KAESEBROE"_s << Ids {1};
    QTest::newRow("accents") << u"creme bru"_s << Ids {2};
    QTest::newRow("words in any order") << u"brul crem"_s << Ids {2};
    QTest::newRow("sharp s") << u"weissb"_s << Ids {5};
    QTest::newRow("sharp s typed") << u"weiß"_s << Ids {5};
    QTest::newRow("inside of a word is none") << u"brot"_s << Ids();
    QTest::newRow("begins with it, then earlier, then away") << u"roll"_s << Ids {3, 7, 4, 6};
    QTest::newRow("all words") << u"che rol"_s << Ids {4, 3};
    QTest::newRow("whole text begins the name") << u"roll w"_s << Ids {3};
    QTest::newRow("away comes last") << u"cheese"_s << Ids {4, 3, 8};
    QTest::newRow("other signs part words") << u"ham-cheese"_s << Ids {8};
    QTest::newRow("whole PLU first") << u"12"_s << Ids {1, 7, 3};
    QTest::newRow("PLU of two") << u"120"_s << Ids {3};
    QTest::newRow("PLU and name") << u"1 che"_s << Ids {3};
    QTest::newRow("barcode") << u"40123456"_s << Ids {2};
    QTest::newRow("UPC-A as scanned") << u"003600"_s << Ids {5};
    QTest::newRow("barcode of letters") << u"bh"_s << Ids {9};
    QTest::newRow("unknown") << u"quiche"_s << Ids();
}

void TestProductIndex::search_finds()
{
    QFETCH(const QString, text);
    QFETCH(const std::vector<qint64>, products);
    QCOMPARE(ProductIndex(shop()).search(text, 10), products);
}

void TestProductIndex::search_limit_isKept()
{
    const ProductIndex index(shop());
    QCOMPARE(index.search(u"roll"_s, 2), (Ids {3, 7}));
    QCOMPARE(index.search(u"roll"_s, 0), Ids());
    QCOMPARE(index.search(u"roll"_s, -1), Ids());
}

void TestProductIndex::search_tenThousand_findsTheRight()
{
    auto goods = std::make_shared<Goods>();
    for (int id = 1; id <= 10'000; ++id)
        goods->products.push_back(
            {.id = id, .name = u"Bread no%1 fine"_s.arg(id), .plu = QString::number(100'000 + id)});
    const ProductIndex index(goods);
    QCOMPARE(index.search(u"bread no4711"_s, 20), Ids {4711});
    QCOMPARE(index.search(u"104711"_s, 20), Ids {4711});
    QCOMPARE(index.search(u"b"_s, 20).size(), size_t(20));
    QCOMPARE(index.search(u"b"_s, 1), Ids {1});
}

void TestProductIndex::byPlu_finds()
{
    const ProductIndex index(shop());
    QCOMPARE(index.byPlu(u"12"_s)->id, 1);
    QCOMPARE(index.byPlu(u"00012"_s)->id, 1); // as a label has it
    QCOMPARE(index.byPlu(u"121"_s)->id, 4);
    QCOMPARE(index.byPlu(u"0121"_s)->id, 4);
    QVERIFY(!index.byPlu(u"1"_s));
    QVERIFY(!index.byPlu(QString()));
    QVERIFY(!index.byPlu(u"0"_s));
}

void TestProductIndex::byBarcode_finds()
{
    const ProductIndex index(shop());
    QCOMPARE(index.byBarcode(u"4012345678901"_s)->id, 2);
    QCOMPARE(index.byBarcode(u"0036000241457"_s)->id, 5);
    QCOMPARE(index.byBarcode(u"036000241457"_s)->id, 5);
    QCOMPARE(index.byBarcode(u"BH-0815"_s)->id, 9);
    QVERIFY(!index.byBarcode(u"96385074"_s));
    QVERIFY(!index.byBarcode(QString()));
}

void TestProductIndex::copy_outlivesTheFirst()
{
    auto first = std::make_unique<ProductIndex>(shop());
    const ProductIndex copy = *first;
    first.reset();
    QCOMPARE(copy.search(u"crack"_s, 5), Ids {9});
    QCOMPARE(copy.byPlu(u"7"_s)->name, u"Crème brûlée"_s);
}

QTEST_APPLESS_MAIN(TestProductIndex)
#include "tst_product_index.moc"
