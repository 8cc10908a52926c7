#include "category.h"

#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(CategoryColour)

/// Colours of categories: their words, and what a name makes one guess.
class TestCategory final : public QObject
{
    Q_OBJECT

private slots:
    void word_ofEachColour_leadsBack();
    void fromWord_unknown_isNothing();
    void guessedColour_tellsByName_data();
    void guessedColour_tellsByName();
    void guessedColour_unknownNames_neighboursDiffer();
};

void TestCategory::word_ofEachColour_leadsBack()
{
    QCOMPARE(categoryColours.size(), size_t(8));
    for (const CategoryColour colour : categoryColours)
        QCOMPARE(categoryColourFromWord(categoryColourWord(colour)), colour);
    QCOMPARE(categoryColourWord(CategoryColour::HotDrinks), u"hot_drinks"_s);
}

void TestCategory::fromWord_unknown_isNothing()
{
    QVERIFY(!categoryColourFromWord(u"pink"_s));
    QVERIFY(!categoryColourFromWord(QString()));
}

void TestCategory::guessedColour_tellsByName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<CategoryColour>("colour");
    using Colour = CategoryColour;
    QTest::newRow("bread") << u"Bread"_s << Colour::Bread;
    QTest::newRow("German bread") << u"Weißbrot"_s << Colour::Bread;
    QTest::newRow("rolls") << u"Rolls"_s << Colour::Pastry;
    QTest::newRow("German rolls") << u"Brötchen"_s << Colour::Pastry;
    QTest::newRow("pastries") << u"Pastries"_s << Colour::Pastry;
    QTest::newRow("sheet cake") << u"Blechkuchen"_s << Colour::Pastry;
    QTest::newRow("sweet things") << u"Süßes"_s << Colour::Pastry;
    QTest::newRow("cakes") << u"CAKES"_s << Colour::Pastry;
    QTest::newRow("coffee") << u"Coffee"_s << Colour::HotDrinks;
    QTest::newRow("German coffee") << u"Kaffee & Tee"_s << Colour::HotDrinks;
    QTest::newRow("hot drinks") << u"Hot drinks"_s << Colour::HotDrinks;
    QTest::newRow("German hot drinks") << u"Heißgetränke"_s << Colour::HotDrinks;
    QTest::newRow("German hot drinks, typed without") << u"Heissgetraenke"_s << Colour::HotDrinks;
    QTest::newRow("cold drinks") << u"Cold drinks"_s << Colour::ColdDrinks;
    QTest::newRow("German cold drinks") << u"Kalte Getränke"_s << Colour::ColdDrinks;
    QTest::newRow("drinks") << u"Drinks"_s << Colour::ColdDrinks;
    QTest::newRow("hot food") << u"Hot food"_s << Colour::HotFood;
    QTest::newRow("warm") << u"Warme Küche"_s << Colour::HotFood;
    QTest::newRow("snacks") << u"Snacks"_s << Colour::ColdFood;
    QTest::newRow("filled rolls") << u"Belegte Brötchen"_s << Colour::ColdFood;
    QTest::newRow("cold food") << u"Cold food"_s << Colour::ColdFood;
    QTest::newRow("shop") << u"Shop"_s << Colour::Shop;
    QTest::newRow("events") << u"Events"_s << Colour::Events;
    QTest::newRow("German events") << u"Veranstaltungen"_s << Colour::Events;
}

void TestCategory::guessedColour_tellsByName()
{
    QFETCH(const QString, name);
    QFETCH(const CategoryColour, colour);
    for (int position = 0; position < 3; ++position)
        QCOMPARE(categoryColourWord(guessedColour(name, position)), categoryColourWord(colour));
}

void TestCategory::guessedColour_unknownNames_neighboursDiffer()
{
    QSet<QString> used;
    for (int position = 0; position < 8; ++position) {
        const CategoryColour colour = guessedColour(u"Xyz"_s, position);
        QVERIFY(colour != guessedColour(u"Xyz"_s, position + 1));
        used.insert(categoryColourWord(colour));
    }
    QCOMPARE(used.size(), 8);
}

QTEST_APPLESS_MAIN(TestCategory)
#include "tst_category.moc"
