#include "key_button.h"
#include "stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The key of the till.
class KeyButtonTest final : public QObject
{
    Q_OBJECT
private slots:
    void key_toTheScreenReader_isAButtonWithItsName();
    void key_withAnIconOnly_hasTheNameItWasGiven();
    void tap_onRelease_clicks();
    void tap_onPress_clicksAtOnceAndOnce();
    void tap_onPressThatDeletesTheKey_isSafe();
    void tap_keepsTheFocusOfAnother();
    void enterAndSpace_click();
    void germanWords_inTheKeysOfTheBar_fit_data();
    void germanWords_inTheKeysOfTheBar_fit();
    void words_farTooLong_areReported();
    void kinds_havingFaces_areFilled();
    void notEnabled_isDashedInInk2();
    void checked_isFilledAndSaysSo();
    void waiting_takesNoPressAndSaysSo();
    void theme_changed_isFollowed();
};

void KeyButtonTest::key_toTheScreenReader_isAButtonWithItsName()
{
    Stage stage;
    KeyButton key(stage.theme, u"Last receipt"_s, u"receipt"_s, &stage.window);
    key.setValueText(u"7.80"_s);
    QCOMPARE(Stage::roleOf(key), QAccessible::Button);
    QCOMPARE(Stage::nameOf(key), u"Last receipt"_s);
    QCOMPARE(key.accessibleDescription(), u"7.80"_s);
}

void KeyButtonTest::key_withAnIconOnly_hasTheNameItWasGiven()
{
    Stage stage;
    KeyButton key(stage.theme, {}, u"plus"_s, &stage.window);
    key.setAccessibleName(u"One more"_s);
    QCOMPARE(Stage::nameOf(key), u"One more"_s);
}

void KeyButtonTest::tap_onRelease_clicks()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    key.resize(170, 84);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&key, &KeyButton::clicked);
    QTest::mousePress(&key, Qt::LeftButton);
    QVERIFY(key.isDown());
    QCOMPARE(clicks.size(), 0);
    QTest::mouseRelease(&key, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
}

void KeyButtonTest::tap_onPress_clicksAtOnceAndOnce()
{
    Stage stage;
    KeyButton key(stage.theme, u"7"_s, &stage.window);
    key.setActsOnPress(true);
    key.resize(112, 112);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&key, &KeyButton::clicked);
    QTest::mousePress(&key, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
    QVERIFY(key.isDown());
    QTest::mouseRelease(&key, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
    QVERIFY(!key.isDown());
    QTest::mousePress(&key, Qt::RightButton);
    QCOMPARE(clicks.size(), 1);
}

void KeyButtonTest::tap_onPressThatDeletesTheKey_isSafe()
{
    Stage stage;
    QPointer<KeyButton> key = new KeyButton(stage.theme, u"7"_s, &stage.window);
    key->setActsOnPress(true);
    QVERIFY(stage.show());
    connect(key, &KeyButton::pressed, &stage.window, [&key] { delete key; });
    QTest::mousePress(key, Qt::LeftButton);
    QVERIFY(!key);
}

void KeyButtonTest::tap_keepsTheFocusOfAnother()
{
    Stage stage;
    KeyButton first(stage.theme, u"One"_s, &stage.window);
    KeyButton second(stage.theme, u"Two"_s, &stage.window);
    second.move(300, 0);
    QVERIFY(stage.show());
    first.setFocus();
    QTest::mouseClick(&second, Qt::LeftButton);
    QVERIFY(first.hasFocus());
}

void KeyButtonTest::enterAndSpace_click()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    QVERIFY(stage.show());
    key.setFocus(Qt::TabFocusReason);
    const QSignalSpy clicks(&key, &KeyButton::clicked);
    QTest::keyClick(&key, Qt::Key_Return);
    QTest::keyClick(&key, Qt::Key_Enter);
    QTest::keyClick(&key, Qt::Key_Space);
    QCOMPARE(clicks.size(), 3);
}

void KeyButtonTest::germanWords_inTheKeysOfTheBar_fit_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<IconPlace>("place");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<qreal>("pixelsPerMm");
    const auto row = [](const char *name, const QString &words, IconPlace place, QSize size,
                        qreal pixelsPerMm) {
        QTest::newRow(name) << words << place << size << pixelsPerMm;
    };
    row("1920 beside", u"Vorbestellung"_s, IconPlace::Left, {170, 72}, 5.56);
    row("1366 above", u"Vorbestellung"_s, IconPlace::Above, {127, 58}, 3.95);
    row("1366 two words", u"Letzter Bon"_s, IconPlace::Above, {127, 58}, 3.95);
    row("1024 above", u"Rückgängig"_s, IconPlace::Above, {106, 58}, 3.36);
    row("1024 long", u"Vorbestellung"_s, IconPlace::Above, {106, 58}, 3.36);
    row("1366 two lines", u"Zahlung abbrechen"_s, IconPlace::Left, {130, 64}, 3.95);
    row("Back at 1024", u"Zurück zu den Produkten"_s, IconPlace::Left, {190, 64}, 3.36);
}

void KeyButtonTest::germanWords_inTheKeysOfTheBar_fit()
{
    QFETCH(QString, words);
    QFETCH(IconPlace, place);
    QFETCH(QSize, size);
    QFETCH(qreal, pixelsPerMm);
    Stage stage({.pixelsPerMm = pixelsPerMm});
    KeyButton key(stage.theme, words, &stage.window);
    key.setIconName(u"order"_s, place);
    key.resize(size);
    QVERIFY(key.grab().size() == size); // Lays out as if shown.
    QVERIFY(key.textFits());
}

void KeyButtonTest::words_farTooLong_areReported()
{
    Stage stage;
    KeyButton key(stage.theme, u"Donaudampfschifffahrtsgesellschaft"_s, &stage.window);
    key.resize(120, 60);
    key.grab();
    QVERIFY(!key.textFits());
    key.resize(key.sizeHint());
    key.grab();
    QVERIFY(key.textFits());
}

void KeyButtonTest::kinds_havingFaces_areFilled()
{
    using Kind = KeyButton::Kind;
    Stage stage;
    KeyButton key(stage.theme, u"Key"_s, &stage.window);
    key.resize(200, 80);
    const QPoint corner(12, 12);
    const auto fill = [&](Kind kind) {
        key.setKind(kind);
        return Stage::pixel(key, corner);
    };
    QCOMPARE(fill(Kind::Plain), stage.theme.color(Role::Raised));
    QCOMPARE(fill(Kind::Accent), stage.theme.color(Role::Accent));
    QCOMPARE(fill(Kind::Pay), stage.theme.color(Role::Pay));
    QCOMPARE(fill(Kind::PayOutline), stage.theme.color(Role::Surface));
    QVERIFY(Stage::paints(key, stage.theme.color(Role::Pay)));
    QCOMPARE(fill(Kind::Danger), stage.theme.color(Role::Raised));
    key.setKind(Kind::Plain);
    key.setDown(true);
    QCOMPARE(Stage::pixel(key, corner), stage.theme.color(Role::Sunk));
}

void KeyButtonTest::notEnabled_isDashedInInk2()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    key.resize(200, 80);
    QVERIFY(Stage::paints(key, stage.theme.color(Role::Raised)));
    key.setEnabled(false);
    QVERIFY(!Stage::paints(key, stage.theme.color(Role::Raised)));
    QVERIFY(Stage::paints(key, stage.theme.color(Role::Ink2)));
    QVERIFY(Stage::stateOf(key).disabled);
}

void KeyButtonTest::checked_isFilledAndSaysSo()
{
    Stage stage;
    KeyButton key(stage.theme, u"Receipt"_s, &stage.window);
    key.setKind(KeyButton::Kind::Flat);
    key.setCheckable(true);
    QVERIFY(!Stage::stateOf(key).checked);
    key.setChecked(true);
    QVERIFY(Stage::stateOf(key).checked);
    QVERIFY(Stage::paints(key, stage.theme.color(Role::Accent)));
}

void KeyButtonTest::waiting_takesNoPressAndSaysSo()
{
    Stage stage;
    KeyButton key(stage.theme, u"Card"_s, &stage.window);
    key.resize(200, 80);
    QVERIFY(stage.show());
    const QSignalSpy clicks(&key, &KeyButton::clicked);
    const QImage rest = key.grab().toImage();
    key.setWaiting(true);
    QCOMPARE(key.grab().toImage(), rest); // The words come only when it takes long.
    QTest::mouseClick(&key, Qt::LeftButton);
    QTest::keyClick(&key, Qt::Key_Space);
    QCOMPARE(clicks.size(), 0);
    QTRY_VERIFY(key.grab().toImage() != rest);
    key.setWaiting(false);
    QCOMPARE(key.grab().toImage(), rest);
    QTest::mouseClick(&key, Qt::LeftButton);
    QCOMPARE(clicks.size(), 1);
}

void KeyButtonTest::theme_changed_isFollowed()
{
    Stage stage;
    KeyButton key(stage.theme, u"Park"_s, &stage.window);
    key.resize(200, 80);
    stage.theme.set({.mode = Mode::Dark});
    QCOMPARE(Stage::pixel(key, {12, 12}), stage.theme.color(Role::Raised));
    const QSize small = key.sizeHint();
    stage.theme.set({.mode = Mode::Dark, .textPercent = 200});
    QVERIFY(key.sizeHint().width() > small.width());
}

QTEST_MAIN(KeyButtonTest)
#include "tst_key_button.moc"
