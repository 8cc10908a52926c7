#include "now_goods.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Ids = std::vector<qint64>;

Goods shop()
{
    Goods goods;
    goods.categories = {{.name = u"Rolls"_s}, {.name = u"Bread"_s}};
    goods.products = {{.id = 1, .category = u"Bread"_s},
                      {.id = 2, .category = u"Bread"_s},
                      {.id = 3, .category = u"Rolls"_s, .available = false},
                      {.id = 4, .category = u"Bread"_s},
                      {.id = 5, .category = u"Rolls"_s}};
    return goods;
}

}

/// The goods of the hour.
class TestNowGoods final : public QObject
{
    Q_OBJECT

private slots:
    void dayPart_bounds();
    void nowGoods_noSales_isOfEachCategoryInTurn();
    void nowGoods_mostSoldOfThePart_comeFirst();
    void nowGoods_withinAPart_isTheSame();
    void nowGoods_equal_goesById();
    void nowGoods_retiredProduct_isLeftOut();
    void nowGoods_count_isKept();
};

void TestNowGoods::dayPart_bounds()
{
    QCOMPARE(int(dayPart(3)), int(DayPart::Evening));
    QCOMPARE(int(dayPart(4)), int(DayPart::Morning));
    QCOMPARE(int(dayPart(9)), int(DayPart::Morning));
    QCOMPARE(int(dayPart(10)), int(DayPart::Midday));
    QCOMPARE(int(dayPart(14)), int(DayPart::Afternoon));
    QCOMPARE(int(dayPart(17)), int(DayPart::Evening));
    QCOMPARE(int(dayPart(0)), int(DayPart::Evening));
}

void TestNowGoods::nowGoods_noSales_isOfEachCategoryInTurn()
{
    QCOMPARE(nowGoods(shop(), {}, 8, 10), (Ids {3, 1, 5, 2, 4}));
}

void TestNowGoods::nowGoods_mostSoldOfThePart_comeFirst()
{
    const std::vector<HourlySales> sales {
        {7, 4, 10}, {9, 2, 8}, {6, 2, 7}, {12, 5, 99}, {23, 1, 3}};
    QCOMPARE(nowGoods(shop(), sales, 8, 10), (Ids {2, 4, 3, 1, 5}));
    QCOMPARE(nowGoods(shop(), sales, 11, 10), (Ids {5, 3, 1, 2, 4}));
    QCOMPARE(nowGoods(shop(), sales, 2, 1), Ids {1});
}

void TestNowGoods::nowGoods_withinAPart_isTheSame()
{
    const std::vector<HourlySales> sales {{4, 4, 10}, {9, 2, 8}, {6, 5, 9}};
    for (int hour = 4; hour < 10; ++hour)
        QCOMPARE(nowGoods(shop(), sales, hour, 4), (Ids {4, 5, 2, 3}));
}

void TestNowGoods::nowGoods_equal_goesById()
{
    QCOMPARE(nowGoods(shop(), {{8, 5, 3}, {7, 1, 3}, {8, 4, 3}}, 8, 3), (Ids {1, 4, 5}));
}

void TestNowGoods::nowGoods_retiredProduct_isLeftOut()
{
    QCOMPARE(nowGoods(shop(), {{8, 77, 50}, {8, 2, 1}}, 8, 2), (Ids {2, 3}));
}

void TestNowGoods::nowGoods_count_isKept()
{
    QCOMPARE(nowGoods(shop(), {{8, 1, 1}, {8, 2, 2}}, 8, 1), Ids {2});
    QCOMPARE(nowGoods(shop(), {}, 8, 0), Ids());
    QCOMPARE(nowGoods({}, {{8, 1, 1}}, 8, 3), Ids());
}

QTEST_APPLESS_MAIN(TestNowGoods)
#include "tst_now_goods.moc"
