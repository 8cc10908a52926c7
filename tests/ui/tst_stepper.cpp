#include "key_button.h"
#include "stage.h"
#include "stepper.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// − n +.
class StepperTest final : public QObject
{
    Q_OBJECT
private slots:
    void stepper_toTheScreenReader_isASpinBoxWithAValue();
    void keys_withARange_countAndStopAtItsEnds();
    void keys_withoutARange_onlySayTheStep();
    void keys_areFifteenMillimetresWide();
};

void StepperTest::stepper_toTheScreenReader_isASpinBoxWithAValue()
{
    Stage stage;
    Stepper keys(stage.theme, u"Cash keys"_s, &stage.window);
    keys.setRange(3, 6);
    keys.setValue(4);
    QCOMPARE(Stage::roleOf(keys), QAccessible::SpinBox);
    QCOMPARE(Stage::nameOf(keys), u"Cash keys"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(&keys)->text(QAccessible::Value), u"4"_s);
    QCOMPARE(Stage::nameOf(keys.minus()), u"One less"_s);
    QCOMPARE(Stage::nameOf(keys.plus()), u"One more"_s);
}

void StepperTest::keys_withARange_countAndStopAtItsEnds()
{
    Stage stage;
    Stepper keys(stage.theme, u"Cash keys"_s, &stage.window);
    keys.setRange(3, 6);
    keys.setValue(9);
    QCOMPARE(keys.value(), 6);
    QVERIFY(!keys.plus().isEnabled());
    QVERIFY(stage.show());
    const QSignalSpy changes(&keys, &Stepper::valueChanged);
    QTest::mouseClick(&keys.minus(), Qt::LeftButton);
    QCOMPARE(keys.value(), 5);
    QCOMPARE(keys.text(), u"5"_s);
    QCOMPARE(changes.size(), 1);
    QVERIFY(keys.plus().isEnabled());
    QTest::mouseClick(&keys.minus(), Qt::LeftButton);
    QTest::mouseClick(&keys.minus(), Qt::LeftButton);
    QCOMPARE(keys.value(), 3);
    QVERIFY(!keys.minus().isEnabled());
}

void StepperTest::keys_withoutARange_onlySayTheStep()
{
    Stage stage;
    Stepper pieces(stage.theme, u"Pieces"_s, &stage.window);
    pieces.setText(u"½"_s);
    QVERIFY(stage.show());
    const QSignalSpy steps(&pieces, &Stepper::stepped);
    const QSignalSpy changes(&pieces, &Stepper::valueChanged);
    QTest::mouseClick(&pieces.plus(), Qt::LeftButton);
    QTest::mouseClick(&pieces.minus(), Qt::LeftButton);
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps.at(0).first().toInt(), 1);
    QCOMPARE(steps.at(1).first().toInt(), -1);
    QCOMPARE(changes.size(), 0);
    QCOMPARE(pieces.text(), u"½"_s);
}

void StepperTest::keys_areFifteenMillimetresWide()
{
    for (const qreal pixelsPerMm : {5.56, 3.95}) {
        Stage stage({.pixelsPerMm = pixelsPerMm});
        Stepper pieces(stage.theme, u"Pieces"_s, &stage.window);
        QVERIFY(qAbs(pieces.plus().width() - stage.theme.px(15)) <= stage.theme.unit(1));
    }
}

QTEST_MAIN(StepperTest)
#include "tst_stepper.moc"
