#include "sheet.h"
#include "stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// What covers the grid for a while.
class SheetTest final : public QObject
{
    Q_OBJECT
private slots:
    void taps_rightAfterItWasShown_areDropped();
    void taps_afterThreeHundredMilliseconds_count();
    void taps_elsewhere_countAlways();
    void taps_afterItWasShownAgain_areDroppedAgain();
    void keyboard_rightAfterItWasShown_counts();
    void escapeAndBackKey_askToGoBack();
    void keys_standWhereTheyBelong();
    void sheet_toTheScreenReader_hasItsTitle();
    void content_takesTheRoom();

private:
    qint64 m_now = 1000;
    MonotonicMs clock()
    {
        return [this] { return m_now; };
    }
};

void SheetTest::taps_rightAfterItWasShown_areDropped()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    KeyButton &take = sheet.setMainKey(u"Take 20.40"_s, u"check"_s, KeyButton::Kind::Pay);
    KeyButton quick(stage.theme, u"20.00"_s, &sheet);
    quick.setActsOnPress(true);
    sheet.resize(700, 500);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&take, &KeyButton::clicked);
    const QSignalSpy quickClicks(&quick, &KeyButton::clicked);
    m_now += 299;
    QTest::mouseClick(&take, Qt::LeftButton);
    QTest::mouseClick(&quick, Qt::LeftButton);
    QTest::mouseDClick(&quick, Qt::LeftButton);
    QCOMPARE(clicks.size(), 0);
    QCOMPARE(quickClicks.size(), 0);
}

void SheetTest::taps_afterThreeHundredMilliseconds_count()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    KeyButton &take = sheet.setMainKey(u"Take 20.40"_s, u"check"_s, KeyButton::Kind::Pay);
    sheet.resize(700, 500);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&take, &KeyButton::clicked);
    m_now += 100;
    QTest::mousePress(&take, Qt::LeftButton);
    m_now += 200;
    QTest::mouseRelease(&take, Qt::LeftButton); // It was pressed too early.
    QCOMPARE(clicks.size(), 0);
    QTest::mouseClick(&take, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
}

void SheetTest::taps_elsewhere_countAlways()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    sheet.resize(400, 500);
    KeyButton basket(stage.theme, u"Back to tiles"_s, &stage.window);
    basket.move(500, 500);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&basket, &KeyButton::clicked);
    QTest::mouseClick(&basket, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
}

void SheetTest::taps_afterItWasShownAgain_areDroppedAgain()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    KeyButton &take = sheet.setMainKey(u"Take"_s, u"check"_s, KeyButton::Kind::Pay);
    sheet.resize(700, 500);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&take, &KeyButton::clicked);
    m_now += 400;
    QTest::mouseClick(&take, Qt::LeftButton);
    sheet.hide();
    sheet.show();
    QTest::mouseClick(&take, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
}

void SheetTest::keyboard_rightAfterItWasShown_counts()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    KeyButton &take = sheet.setMainKey(u"Take"_s, u"check"_s, KeyButton::Kind::Pay);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&take, &KeyButton::clicked);
    QTest::keyClick(&take, Qt::Key_Return);
    QCOMPARE(clicks.size(), 1);
}

void SheetTest::escapeAndBackKey_askToGoBack()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    sheet.setBackWords(u"Back"_s);
    sheet.resize(700, 500);
    QVERIFY(stage.show());
    m_now += 300;
    const QSignalSpy back(&sheet, &Sheet::backAsked);
    QTest::mouseClick(&sheet.backKey(), Qt::LeftButton);
    QCOMPARE(back.size(), 1);
    sheet.backKey().setFocus();
    QTest::keyClick(&sheet.backKey(), Qt::Key_Escape);
    QCOMPARE(back.size(), 2);
}

void SheetTest::keys_standWhereTheyBelong()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    sheet.setTitle(u"Count the drawer"_s);
    sheet.setBackWords(u"Back"_s);
    KeyButton &main = sheet.setMainKey(u"Count is done"_s, u"check"_s, KeyButton::Kind::Accent);
    KeyButton &other = sheet.addFootKey(u"Print"_s, u"printer"_s);
    sheet.resize(800, 600);
    QVERIFY(stage.show());
    const auto place = [&sheet](const QWidget &widget) {
        return QRect(widget.mapTo(&sheet, QPoint()), widget.size());
    };
    const int padding = stage.theme.unit(5);
    QCOMPARE(place(sheet.backKey()).x(), padding);
    QCOMPARE(place(main).right() + 1, 800 - padding);
    QCOMPARE(place(main).bottom() + 1, 600 - padding);
    QVERIFY(place(other).right() < place(main).x());
    QVERIFY(place(other).x() > place(sheet.backKey()).right());
    QVERIFY(main.textFits());
}

void SheetTest::sheet_toTheScreenReader_hasItsTitle()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    sheet.setTitle(u"Cash"_s);
    QCOMPARE(Stage::roleOf(sheet), QAccessible::Pane);
    QCOMPARE(Stage::nameOf(sheet), u"Cash"_s);
    QCOMPARE(sheet.title(), u"Cash"_s);
}

void SheetTest::content_takesTheRoom()
{
    Stage stage;
    Sheet sheet(stage.theme, &stage.window, clock());
    sheet.setTitle(u"Cash"_s);
    auto *content = new QWidget;
    sheet.setContent(content);
    sheet.setPadding(20);
    sheet.resize(800, 600);
    QVERIFY(stage.show());
    QCOMPARE(content->width(), 760);
    QVERIFY(content->height() > 450);
}

QTEST_MAIN(SheetTest)
#include "tst_sheet.moc"
