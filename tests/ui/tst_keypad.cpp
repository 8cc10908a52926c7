#include "key_button.h"
#include "keypad.h"
#include "stage.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The digits.
class KeypadTest final : public QObject
{
    Q_OBJECT
private slots:
    void keys_areSevenEightNineOnTop();
    void touch_givesTheDigitAtOnce();
    void corner_isWhatWasAskedFor();
    void corner_half_isTyped();
    void deleteKey_erases();
    void deleteKey_largeText_fitsAndKeepsItsName();
    void keys_areAsLargeAsTheyMustBe();
    void keys_haveNames();
    void order_staysInLanguagesFromTheRight();
};

void KeypadTest::keys_areSevenEightNineOnTop()
{
    Stage stage;
    Keypad pad(stage.theme, Keypad::Corner::DoubleZero, &stage.window);
    pad.resize(440, 472);
    QVERIFY(stage.show());
    const auto place = [&pad](const QString &digit) { return pad.key(digit)->pos(); };
    QCOMPARE(place(u"7"_s), QPoint(0, 0));
    QVERIFY(place(u"8"_s).x() > place(u"7"_s).x());
    QVERIFY(place(u"9"_s).x() > place(u"8"_s).x());
    QVERIFY(place(u"4"_s).y() > place(u"7"_s).y());
    QVERIFY(place(u"1"_s).y() > place(u"4"_s).y());
    QCOMPARE(place(u"00"_s).x(), place(u"1"_s).x());
    QCOMPARE(place(u"0"_s).x(), place(u"2"_s).x());
    QCOMPARE(pad.deleteKey().y(), place(u"0"_s).y());
}

void KeypadTest::touch_givesTheDigitAtOnce()
{
    Stage stage;
    Keypad pad(stage.theme, Keypad::Corner::DoubleZero, &stage.window);
    QVERIFY(stage.show());
    const QSignalSpy digits(&pad, &Keypad::digit);
    for (const QString &digit : {u"0"_s, u"5"_s, u"9"_s, u"00"_s}) {
        QTest::mousePress(pad.key(digit), Qt::LeftButton);
        QCOMPARE(digits.last().first().toString(), digit);
        QTest::mouseRelease(pad.key(digit), Qt::LeftButton);
    }
    QCOMPARE(digits.size(), 4);
}

void KeypadTest::corner_isWhatWasAskedFor()
{
    Stage stage;
    const QString point = QLocale().decimalPoint();
    const Keypad zeros(stage.theme, Keypad::Corner::DoubleZero, &stage.window);
    QVERIFY(zeros.key(u"00"_s) && !zeros.key(point));
    const Keypad decimal(stage.theme, Keypad::Corner::Decimal, &stage.window);
    QVERIFY(!decimal.key(u"00"_s) && decimal.key(point));
    const Keypad empty(stage.theme, Keypad::Corner::Empty, &stage.window);
    QVERIFY(!empty.key(u"00"_s) && !empty.key(point));
}

void KeypadTest::corner_half_isTyped()
{
    Stage stage;
    Keypad pad(stage.theme, Keypad::Corner::Half, &stage.window);
    QVERIFY(stage.show());
    const QSignalSpy digits(&pad, &Keypad::digit);
    QTest::mouseClick(pad.key(u"½"_s), Qt::LeftButton);
    QCOMPARE(digits.first().first().toString(), u"½"_s);
    QVERIFY(!pad.key(u"00"_s));
}

void KeypadTest::deleteKey_largeText_fitsAndKeepsItsName()
{
    Stage stage({.textPercent = 200});
    Keypad pad(stage.theme, Keypad::Corner::Empty, &stage.window);
    pad.setKeyMm(15);
    pad.resize(pad.minimumSizeHint());
    QVERIFY(stage.show());
    QVERIFY(pad.deleteKey().textFits());
    QCOMPARE(Stage::nameOf(pad.deleteKey()), u"Delete"_s);
    pad.resize(900, 600);
    QCOMPARE(pad.deleteKey().text(), u"Delete"_s);
}

void KeypadTest::deleteKey_erases()
{
    Stage stage;
    Keypad pad(stage.theme, Keypad::Corner::Empty, &stage.window);
    QVERIFY(stage.show());
    const QSignalSpy erasures(&pad, &Keypad::erased);
    QTest::mousePress(&pad.deleteKey(), Qt::LeftButton);
    QCOMPARE(erasures.size(), 1);
}

void KeypadTest::keys_areAsLargeAsTheyMustBe()
{
    Stage stage({.pixelsPerMm = 5.56});
    Keypad pad(stage.theme, Keypad::Corner::DoubleZero, &stage.window);
    QVERIFY(stage.show());
    pad.resize(pad.sizeHint());
    QVERIFY(pad.key(u"7"_s)->width() >= qRound(stage.theme.px(18)));
    QVERIFY(pad.key(u"7"_s)->height() >= qRound(stage.theme.px(18)));
    QVERIFY(pad.deleteKey().textFits());
    pad.setKeyMm(15);
    pad.resize(pad.sizeHint());
    pad.grab();
    QVERIFY(pad.key(u"7"_s)->width() >= qRound(stage.theme.px(15)));
    QVERIFY(pad.deleteKey().textFits());
    QCOMPARE(pad.key(u"8"_s)->x() - pad.key(u"7"_s)->geometry().right() - 1, stage.theme.gap());
}

void KeypadTest::keys_haveNames()
{
    Stage stage;
    Keypad pad(stage.theme, Keypad::Corner::DoubleZero, &stage.window);
    QCOMPARE(Stage::roleOf(pad), QAccessible::Grouping);
    for (KeyButton *key : pad.findChildren<KeyButton *>()) {
        QCOMPARE(Stage::roleOf(*key), QAccessible::Button);
        QVERIFY(!Stage::nameOf(*key).isEmpty());
    }
}

void KeypadTest::order_staysInLanguagesFromTheRight()
{
    Stage stage;
    stage.window.setLayoutDirection(Qt::RightToLeft);
    Keypad pad(stage.theme, Keypad::Corner::Empty, &stage.window);
    QVERIFY(stage.show());
    QVERIFY(pad.key(u"7"_s)->x() < pad.key(u"9"_s)->x());
}

QTEST_MAIN(KeypadTest)
#include "tst_keypad.moc"
