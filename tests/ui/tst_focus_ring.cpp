#include "face.h"
#include "focus_ring.h"
#include "key_button.h"
#include "stage.h"
#include "text_field.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The ring around what has the focus, after keyboard use only.
class FocusRingTest final : public QObject
{
    Q_OBJECT
private slots:
    void ring_afterATap_isNotThere();
    void ring_afterTab_liesAroundTheKey();
    void ring_followsMovesAndHides();
    void ring_ofAField_liesAroundItsFrame();
    void ring_takesNoTaps();
    void scannedDigits_doNotBringIt();
};

void FocusRingTest::ring_afterATap_isNotThere()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    const FocusRing ring(stage.theme, &stage.window);
    QVERIFY(stage.show());
    key.setFocus();
    QVERIFY(!ring.isVisible());
    QTest::keyClick(&stage.window, Qt::Key_Tab);
    QVERIFY(ring.isVisible());
    QTest::mouseClick(&key, Qt::LeftButton);
    QVERIFY(!ring.isVisible());
}

void FocusRingTest::ring_afterTab_liesAroundTheKey()
{
    Stage stage;
    KeyButton one(stage.theme, u"One"_s, &stage.window);
    KeyButton two(stage.theme, u"Two"_s, &stage.window);
    one.setGeometry(20, 20, 100, 60);
    two.setGeometry(200, 20, 100, 60);
    FocusRing ring(stage.theme, &stage.window);
    QVERIFY(stage.show());
    one.setFocus();
    QTest::keyClick(&one, Qt::Key_Tab);
    QVERIFY(two.hasFocus());
    QCOMPARE(ring.geometry(),
             two.geometry().adjusted(-focusRoom, -focusRoom, focusRoom, focusRoom));
    const QImage image = stage.window.grab().toImage();
    QCOMPARE(image.pixelColor(196, 50), stage.theme.color(Role::Focus));
    QCOMPARE(image.pixelColor(199, 50), stage.theme.color(Role::Bg));
}

void FocusRingTest::ring_followsMovesAndHides()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    FocusRing ring(stage.theme, &stage.window);
    QVERIFY(stage.show());
    key.setFocus();
    QTest::keyClick(&key, Qt::Key_Tab);
    key.setGeometry(100, 100, 150, 70);
    QCOMPARE(ring.geometry(), QRect(95, 95, 160, 80));
    key.hide();
    QVERIFY(!ring.isVisible());
}

void FocusRingTest::ring_ofAField_liesAroundItsFrame()
{
    Stage stage;
    TextField field(stage.theme, u"Float"_s, TextField::LabelPlace::Above, &stage.window);
    field.setGeometry(20, 20, 400, 120);
    const FocusRing ring(stage.theme, &stage.window);
    QVERIFY(stage.show());
    QTest::keyClick(&stage.window, Qt::Key_Tab);
    field.setFocus();
    const QWidget *frame = field.edit().parentWidget();
    const QRect around(frame->mapTo(&stage.window, QPoint()), frame->size());
    QCOMPARE(ring.geometry(), around.adjusted(-focusRoom, -focusRoom, focusRoom, focusRoom));
}

void FocusRingTest::ring_takesNoTaps()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    key.setGeometry(20, 20, 100, 60);
    const FocusRing ring(stage.theme, &stage.window);
    QVERIFY(stage.show());
    key.setFocus();
    QTest::keyClick(&key, Qt::Key_Tab);
    QVERIFY(ring.isVisible());
    QCOMPARE(stage.window.childAt(70, 50), &key);
}

void FocusRingTest::scannedDigits_doNotBringIt()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    const FocusRing ring(stage.theme, &stage.window);
    QVERIFY(stage.show());
    key.setFocus();
    QTest::keyClicks(&key, u"4006381333931"_s);
    QTest::keyClick(&key, Qt::Key_Return);
    QVERIFY(!ring.isVisible());
}

QTEST_MAIN(FocusRingTest)
#include "tst_focus_ring.moc"
