#include "stage.h"
#include "switch.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Yes or no.
class SwitchTest final : public QObject
{
    Q_OBJECT
private slots:
    void switch_toTheScreenReader_isACheckBox();
    void tapAndSpace_turnIt();
    void on_isGreenWithATick();
    void ring_liesAroundTheTrack();
};

void SwitchTest::switch_toTheScreenReader_isACheckBox()
{
    Stage stage;
    Switch drawer(stage.theme, u"Open drawer"_s, &stage.window);
    QCOMPARE(Stage::roleOf(drawer), QAccessible::CheckBox);
    QCOMPARE(Stage::nameOf(drawer), u"Open drawer"_s);
    QVERIFY(!Stage::stateOf(drawer).checked);
    drawer.setChecked(true);
    QVERIFY(Stage::stateOf(drawer).checked);
}

void SwitchTest::tapAndSpace_turnIt()
{
    Stage stage;
    Switch drawer(stage.theme, u"Open drawer"_s, &stage.window);
    drawer.resize(drawer.sizeHint());
    QVERIFY(stage.show());
    const QSignalSpy turns(&drawer, &Switch::toggled);
    QTest::mouseClick(&drawer, Qt::LeftButton);
    QVERIFY(drawer.isChecked());
    QTest::keyClick(&drawer, Qt::Key_Space);
    QVERIFY(!drawer.isChecked());
    QCOMPARE(turns.size(), 2);
}

void SwitchTest::on_isGreenWithATick()
{
    Stage stage;
    Switch drawer(stage.theme, u"Open drawer"_s, &stage.window);
    drawer.resize(drawer.sizeHint());
    const QPoint left(12, drawer.height() / 2);
    QVERIFY(Stage::pixel(drawer, left) != stage.theme.color(Role::Ok));
    drawer.setChecked(true);
    QCOMPARE(Stage::pixel(drawer, left), stage.theme.color(Role::Ok));
    QVERIFY(Stage::paints(drawer, stage.theme.color(Role::Raised)));
}

void SwitchTest::ring_liesAroundTheTrack()
{
    Stage stage;
    Switch drawer(stage.theme, u"Open drawer"_s, &stage.window);
    drawer.resize(drawer.sizeHint());
    QCOMPARE(drawer.ringShape().rect.size(), QSizeF(80, 48));
    QCOMPARE(drawer.ringShape().radius, 24.0);
}

QTEST_MAIN(SwitchTest)
#include "tst_switch.moc"
