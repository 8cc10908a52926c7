#include "field_frame.h"
#include "stage.h"
#include "text_field.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// A field of a form.
class TextFieldTest final : public QObject
{
    Q_OBJECT
private slots:
    void field_toTheScreenReader_hasLabelAndHelp();
    void hiddenLabel_isStillReadOut();
    void typing_isTold();
    void tapOnTheFrame_startsTyping();
    void error_isShownInsteadOfTheHelp();
    void locked_cannotBeTypedInto();
    void height_isTwelveMillimetres();
    void border_saysWhatStateItIsIn();
    void textStyle_isTheLinesFont();
};

void TextFieldTest::field_toTheScreenReader_hasLabelAndHelp()
{
    Stage stage;
    TextField field(stage.theme, u"Opening float"_s, TextField::LabelPlace::Above, &stage.window);
    field.setHelp(u"Counted each morning"_s);
    QCOMPARE(Stage::roleOf(field.edit()), QAccessible::EditableText);
    QCOMPARE(Stage::nameOf(field.edit()), u"Opening float"_s);
    QCOMPARE(field.edit().accessibleDescription(), u"Counted each morning"_s);
    field.setError(u"Write a sum, for example 5.00"_s);
    QCOMPARE(field.edit().accessibleDescription(), u"Write a sum, for example 5.00"_s);
}

void TextFieldTest::hiddenLabel_isStillReadOut()
{
    Stage stage;
    TextField field(stage.theme, u"Search"_s, TextField::LabelPlace::Hidden, &stage.window);
    QVERIFY(stage.show());
    QCOMPARE(Stage::nameOf(field.edit()), u"Search"_s);
    for (const QLabel *label : field.findChildren<QLabel *>())
        QVERIFY(!label->isVisible());
}

void TextFieldTest::typing_isTold()
{
    Stage stage;
    TextField field(stage.theme, u"Float"_s, TextField::LabelPlace::Left, &stage.window);
    field.resize(400, 64);
    QVERIFY(stage.show());
    field.setFocus();
    QVERIFY(field.edit().hasFocus());
    const QSignalSpy edits(&field, &TextField::textEdited);
    const QSignalSpy accepts(&field, &TextField::accepted);
    QTest::keyClicks(&field.edit(), u"15"_s);
    QTest::keyClick(&field.edit(), Qt::Key_Return);
    QCOMPARE(edits.size(), 2);
    QCOMPARE(accepts.size(), 1);
    QCOMPARE(field.text(), u"15"_s);
}

void TextFieldTest::tapOnTheFrame_startsTyping()
{
    Stage stage;
    TextField field(stage.theme, u"Float"_s, TextField::LabelPlace::Hidden, &stage.window);
    field.setUnit(u"GBP"_s);
    field.resize(400, 64);
    QVERIFY(stage.show());
    auto *frame = field.findChild<FieldFrame *>();
    QTest::mouseClick(frame, Qt::LeftButton, {}, {frame->width() - 8, 30});
    QVERIFY(field.edit().hasFocus());
}

void TextFieldTest::error_isShownInsteadOfTheHelp()
{
    Stage stage;
    TextField field(stage.theme, u"Float"_s, TextField::LabelPlace::Above, &stage.window);
    field.setHelp(u"Counted each morning"_s);
    field.resize(400, 140);
    QVERIFY(stage.show());
    QVERIFY(!Stage::paints(field, stage.theme.color(Role::Danger)));
    field.setError(u"Write a sum, for example 5.00"_s);
    QVERIFY(Stage::paints(field, stage.theme.color(Role::Danger)));
    QCOMPARE(field.error(), u"Write a sum, for example 5.00"_s);
    field.setError({});
    QVERIFY(!Stage::paints(field, stage.theme.color(Role::Danger)));
}

void TextFieldTest::locked_cannotBeTypedInto()
{
    Stage stage;
    TextField field(stage.theme, u"Currency"_s, TextField::LabelPlace::Above, &stage.window);
    field.setText(u"GBP"_s);
    field.setLocked(true);
    QVERIFY(stage.show());
    QTest::keyClicks(&field.edit(), u"X"_s);
    QCOMPARE(field.text(), u"GBP"_s);
    QVERIFY(Stage::stateOf(field.edit()).readOnly);
}

void TextFieldTest::height_isTwelveMillimetres()
{
    for (const qreal pixelsPerMm : {5.56, 3.95, 3.36}) {
        Stage stage({.pixelsPerMm = pixelsPerMm});
        const FieldFrame frame(stage.theme, FieldFrame::Ground::Page, &stage.window);
        QCOMPARE(frame.sizeHint().height(), stage.theme.unit(16));
        QVERIFY(frame.sizeHint().height() >= qRound(stage.theme.px(12)) - stage.theme.unit(1));
    }
}

void TextFieldTest::border_saysWhatStateItIsIn()
{
    Stage stage;
    FieldFrame frame(stage.theme, FieldFrame::Ground::Page, &stage.window);
    frame.resize(300, 64);
    const QPoint left(1, 32);
    QCOMPARE(Stage::pixel(frame, left), stage.theme.color(Role::Ink2));
    frame.setState(FieldFrame::State::Wrong);
    QCOMPARE(Stage::pixel(frame, left), stage.theme.color(Role::Danger));
    QCOMPARE(Stage::pixel(frame, {2, 32}), stage.theme.color(Role::Danger));
    frame.setState(FieldFrame::State::Locked);
    QCOMPARE(Stage::pixel(frame, {10, 10}), stage.theme.color(Role::Sunk));
    FieldFrame search(stage.theme, FieldFrame::Ground::Slate, &stage.window);
    search.resize(300, 46);
    QCOMPARE(Stage::pixel(search, {0, 23}), stage.theme.color(Role::SearchLine));
}

void TextFieldTest::textStyle_isTheLinesFont()
{
    Stage stage({.pixelsPerMm = 5.56});
    TextField field(stage.theme, u"Another sum"_s, TextField::LabelPlace::Hidden, &stage.window);
    field.setTextStyle(Style::SumKey);
    QVERIFY(stage.show());
    QCOMPARE(field.edit().font().pixelSize(), 50);
    QCOMPARE(field.edit().font().weight(), QFont::Black);
}

QTEST_MAIN(TextFieldTest)
#include "tst_text_field.moc"
