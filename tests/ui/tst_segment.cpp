#include "segment.h"
#include "stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Up to four words, one of them chosen.
class SegmentTest final : public QObject
{
    Q_OBJECT
private slots:
    void words_toTheScreenReader_areRadioButtonsInAGroup();
    void tap_onAnother_choosesIt();
    void tap_onTheChosen_keepsIt();
    void choose_fromTheProgram_saysNothing();
    void arrowKeys_moveTheChoice();
    void chosenWord_hasAnInkBorder();
    void germanWords_inTheBasketHead_fit();
    void words_fillTheFrame_alsoMirrored();
};

namespace {
const QList<Segment::Word> where {{u"Hier"_s, u"plate"_s}, {u"Mitnehmen"_s, u"bag"_s}};
}

void SegmentTest::words_toTheScreenReader_areRadioButtonsInAGroup()
{
    Stage stage;
    Segment segment(stage.theme, u"Where"_s, &stage.window);
    segment.setWords(where);
    QCOMPARE(Stage::roleOf(segment), QAccessible::Grouping);
    QCOMPARE(Stage::nameOf(segment), u"Where"_s);
    QCOMPARE(Stage::roleOf(*segment.word(1)), QAccessible::RadioButton);
    QCOMPARE(Stage::nameOf(*segment.word(1)), u"Mitnehmen"_s);
    QVERIFY(Stage::stateOf(*segment.word(0)).checked);
    QVERIFY(!Stage::stateOf(*segment.word(1)).checked);
}

void SegmentTest::tap_onAnother_choosesIt()
{
    Stage stage;
    Segment segment(stage.theme, u"Where"_s, &stage.window);
    segment.setWords(where);
    segment.resize(400, 64);
    QVERIFY(stage.show());
    const QSignalSpy choices(&segment, &Segment::chosen);
    QTest::mouseClick(segment.word(1), Qt::LeftButton);
    QCOMPARE(choices.size(), 1);
    QCOMPARE(choices.first().first().toInt(), 1);
    QCOMPARE(segment.chosenWord(), 1);
    QVERIFY(Stage::stateOf(*segment.word(1)).checked);
    QVERIFY(!Stage::stateOf(*segment.word(0)).checked);
}

void SegmentTest::tap_onTheChosen_keepsIt()
{
    Stage stage;
    Segment segment(stage.theme, u"Where"_s, &stage.window);
    segment.setWords(where);
    segment.resize(400, 64);
    QVERIFY(stage.show());
    QTest::mouseClick(segment.word(0), Qt::LeftButton);
    QCOMPARE(segment.chosenWord(), 0);
}

void SegmentTest::choose_fromTheProgram_saysNothing()
{
    Stage stage;
    Segment segment(stage.theme, u"Where"_s, &stage.window);
    segment.setWords(where);
    const QSignalSpy choices(&segment, &Segment::chosen);
    segment.choose(1);
    QCOMPARE(segment.chosenWord(), 1);
    QCOMPARE(choices.size(), 0);
}

void SegmentTest::arrowKeys_moveTheChoice()
{
    Stage stage;
    Segment segment(stage.theme, u"Where"_s, &stage.window);
    segment.setWords(where);
    segment.resize(400, 64);
    QVERIFY(stage.show());
    const QSignalSpy choices(&segment, &Segment::chosen);
    segment.word(0)->setFocus(Qt::TabFocusReason);
    QTest::keyClick(segment.word(0), Qt::Key_Right);
    QCOMPARE(segment.chosenWord(), 1);
    QCOMPARE(choices.size(), 1);
}

void SegmentTest::chosenWord_hasAnInkBorder()
{
    Stage stage;
    Segment segment(stage.theme, u"Where"_s, &stage.window);
    segment.setWords(where);
    segment.resize(400, 64);
    QCOMPARE(Stage::pixel(*segment.word(0), {0, 30}), stage.theme.color(Role::Ink));
    QCOMPARE(Stage::pixel(segment, {300, 4}), stage.theme.color(Role::Sunk));
}

void SegmentTest::germanWords_inTheBasketHead_fit()
{
    for (const auto &[pixelsPerMm, width] : {std::pair {5.56, 343}, {3.95, 310}, {3.36, 230}}) {
        Stage stage({.pixelsPerMm = pixelsPerMm});
        Segment segment(stage.theme, u"Wo"_s, &stage.window);
        segment.setWords(where);
        segment.resize(width, 48);
        segment.grab();
        QVERIFY(segment.textFits());
    }
}

void SegmentTest::words_fillTheFrame_alsoMirrored()
{
    Stage stage;
    Segment segment(stage.theme, u"Round"_s, &stage.window);
    segment.setWords({{u"No"_s, {}}, {u"0.05"_s, {}}, {u"0.10"_s, {}}});
    segment.resize(301, 64);
    segment.grab();
    QCOMPARE(segment.word(0)->x(), 2);
    QCOMPARE(segment.word(0)->geometry().right() + 1, segment.word(1)->x());
    QCOMPARE(segment.word(2)->geometry().right(), 298);
    segment.setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(segment.word(2)->x(), 2);
    QCOMPARE(segment.word(0)->geometry().right(), 298);
}

QTEST_MAIN(SegmentTest)
#include "tst_segment.moc"
