#include "rail_key.h"
#include "stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The categories of the rail.
class RailKeyTest final : public QObject
{
    Q_OBJECT
private slots:
    void key_toTheScreenReader_hasNameAndState();
    void touch_opensItAndClosesTheOther();
    void open_runsToTheGrid_data();
    void open_runsToTheGrid();
    void names_atAllFrames_fit_data();
    void names_atAllFrames_fit();
};

void RailKeyTest::key_toTheScreenReader_hasNameAndState()
{
    Stage stage;
    RailKey key(stage.theme, u"Bread"_s, u"loaf"_s, CategoryKey::Bread, &stage.window);
    QCOMPARE(Stage::roleOf(key), QAccessible::RadioButton);
    QCOMPARE(Stage::nameOf(key), u"Bread"_s);
    key.setChecked(true);
    QVERIFY(Stage::stateOf(key).checked);
}

void RailKeyTest::touch_opensItAndClosesTheOther()
{
    Stage stage;
    RailKey bread(stage.theme, u"Bread"_s, u"loaf"_s, CategoryKey::Bread, &stage.window);
    RailKey shop(stage.theme, u"Shop"_s, u"jar"_s, CategoryKey::Shop, &stage.window);
    shop.move(0, 200);
    bread.setChecked(true);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&shop, &RailKey::clicked);
    QTest::mousePress(&shop, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
    QVERIFY(shop.isChecked() && !bread.isChecked());
}

void RailKeyTest::open_runsToTheGrid_data()
{
    QTest::addColumn<RailKey::GridSide>("side");
    QTest::addColumn<int>("gridX");
    QTest::addColumn<int>("wallX");
    QTest::newRow("grid at the right") << RailKey::GridSide::Right << 159 << 0;
    QTest::newRow("grid at the left") << RailKey::GridSide::Left << 0 << 159;
}

void RailKeyTest::open_runsToTheGrid()
{
    QFETCH(RailKey::GridSide, side);
    QFETCH(int, gridX);
    QFETCH(int, wallX);
    Stage stage;
    RailKey key(stage.theme, u"Bread"_s, u"loaf"_s, CategoryKey::Bread, &stage.window);
    key.setGridSide(side);
    key.resize(160, 93);
    const QColor strong = stage.theme.category(CategoryKey::Bread).strong;
    const int foot = gridX == 0 ? 100 : 60;
    QCOMPARE(Stage::pixel(key, {foot, 91}), strong); // The lower edge.
    QVERIFY(Stage::pixel(key, {gridX, 46}) != strong);
    key.setChecked(true);
    for (const int y : {0, 46, 92})
        QCOMPARE(Stage::pixel(key, {gridX, y}), strong);
    QVERIFY(Stage::pixel(key, {wallX, 0}) != strong); // Round at the other side.
    QCOMPARE(Stage::pixel(key, {wallX, 46}), strong);
}

void RailKeyTest::names_atAllFrames_fit_data()
{
    QTest::addColumn<ThemeSettings>("settings");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1920") << ThemeSettings {.pixelsPerMm = 5.56, .frame = FrameClass::Wide}
                          << QSize(160, 93);
    QTest::newRow("1366") << ThemeSettings {.pixelsPerMm = 3.95, .frame = FrameClass::Middle}
                          << QSize(114, 64);
    QTest::newRow("1024") << ThemeSettings {.pixelsPerMm = 3.36, .frame = FrameClass::Narrow}
                          << QSize(98, 64);
}

void RailKeyTest::names_atAllFrames_fit()
{
    QFETCH(ThemeSettings, settings);
    QFETCH(QSize, size);
    Stage stage(settings);
    for (const QString &name :
         {u"Hot drinks"_s, u"Pastries"_s, u"Brötchen"_s, u"Getränke"_s, u"Konditorei"_s}) {
        RailKey key(stage.theme, name, u"bun"_s, CategoryKey::Pastry, &stage.window);
        key.resize(size);
        key.grab();
        QVERIFY2(key.textFits(), qPrintable(name));
    }
}

QTEST_MAIN(RailKeyTest)
#include "tst_rail_key.moc"
