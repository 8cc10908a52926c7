#include "clerk_tab.h"
#include "stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The tabs of the basket.
class ClerkTabTest final : public QObject
{
    Q_OBJECT
private slots:
    void tab_toTheScreenReader_hasNameSumAndState();
    void touch_onTheOther_opensIt();
    void open_isJoinedToTheBasket();
    void circle_hasTheClerksColour();
    void names_atAllSizes_fit();
    void tabThatAdds_isAButton();
};

void ClerkTabTest::tab_toTheScreenReader_hasNameSumAndState()
{
    Stage stage;
    ClerkTab tab(stage.theme, ClerkFace {.name = u"Anna"_s, .sum = u"15.90"_s}, &stage.window);
    QCOMPARE(Stage::roleOf(tab), QAccessible::RadioButton);
    QCOMPARE(Stage::nameOf(tab), u"Anna, 15.90"_s);
    tab.setClerk({.name = u"Anna"_s, .sum = u"18.20"_s});
    QCOMPARE(Stage::nameOf(tab), u"Anna, 18.20"_s);
    QVERIFY(!Stage::stateOf(tab).checked);
    tab.setChecked(true);
    QVERIFY(Stage::stateOf(tab).checked);
}

void ClerkTabTest::touch_onTheOther_opensIt()
{
    Stage stage;
    ClerkTab anna(stage.theme, ClerkFace {.name = u"Anna"_s}, &stage.window);
    ClerkTab ben(stage.theme, ClerkFace {.name = u"Ben"_s, .number = 2}, &stage.window);
    anna.setGeometry(0, 0, 200, 56);
    ben.setGeometry(204, 0, 200, 56);
    anna.setChecked(true);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&ben, &ClerkTab::clicked);
    QTest::mousePress(&ben, Qt::LeftButton, {}, {100, 55}); // Below what is painted.
    QCOMPARE(clicks.size(), 1);
    QVERIFY(ben.isChecked() && !anna.isChecked());
}

void ClerkTabTest::open_isJoinedToTheBasket()
{
    Stage stage;
    ClerkTab tab(stage.theme, ClerkFace {.name = u"Anna"_s}, &stage.window);
    tab.resize(200, 56);
    QVERIFY(Stage::pixel(tab, {0, 55}) != stage.theme.color(Role::Surface));
    QCOMPARE(Stage::pixel(tab, {190, 50}), stage.theme.color(Role::TabIdle));
    tab.setChecked(true);
    for (const int x : {0, 100, 199})
        QCOMPARE(Stage::pixel(tab, {x, 55}), stage.theme.color(Role::Surface));
}

void ClerkTabTest::circle_hasTheClerksColour()
{
    for (const Mode mode : {Mode::Light, Mode::Dark}) {
        Stage stage({.mode = mode});
        for (int number = 1; number <= 4; ++number) {
            ClerkTab tab(stage.theme, ClerkFace {.name = u"Ida"_s, .number = number},
                         &stage.window);
            tab.resize(200, 56);
            QVERIFY(Stage::paints(tab, stage.theme.clerk(number)));
        }
    }
}

void ClerkTabTest::names_atAllSizes_fit()
{
    for (const auto &[pixelsPerMm, width] : {std::pair {5.56, 150}, {3.95, 118}, {3.36, 92}}) {
        Stage stage({.pixelsPerMm = pixelsPerMm});
        ClerkTab tab(stage.theme, ClerkFace {.name = u"Alexandra"_s, .sum = u"1,284.90"_s},
                     &stage.window);
        tab.resize(width, 48);
        tab.grab();
        QVERIFY2(tab.textFits(), qPrintable(QString::number(width)));
    }
}

void ClerkTabTest::tabThatAdds_isAButton()
{
    Stage stage;
    ClerkTab tab(stage.theme, u"Another clerk"_s, &stage.window);
    QCOMPARE(Stage::roleOf(tab), QAccessible::Button);
    QCOMPARE(Stage::nameOf(tab), u"Another clerk"_s);
}

QTEST_MAIN(ClerkTabTest)
#include "tst_clerk_tab.moc"
