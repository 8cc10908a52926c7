#include "choice_sheet.h"
#include "key_button.h"
#include "language.h"
#include "segment.h"
#include "setting_entry.h"
#include "setting_list.h"
#include "setting_words.h"
#include "settings_screen.h"
#include "setup_bench.h"
#include "stepper.h"
#include "switch.h"
#include "text_field.h"
#include "text_label.h"

#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The settings over a bench, open.
struct OpenSettings {
    explicit OpenSettings(const QByteArray &file = {},
                          const QHash<QString, QString> &environment = {})
        : shelf(file, environment)
        , bench({1366, 768}, Mode::Light)
        , screen(bench.theme, *shelf.book, &bench.window)
    {
        screen.setFrame(bench.frame);
        screen.open();
    }
    QString status() { return bench.part<QLabel>("settingStatus")->text(); }
    void tap(const char *key) { QTest::mouseClick(bench.part<QWidget>(key), Qt::LeftButton); }
    void write(const char *field, const QString &text)
    {
        auto *edit = bench.part<QLineEdit>(field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    SettingsShelf shelf;
    SetupBench bench;
    SettingsScreen screen;
};

}

/// The settings on the screen: every one is there, says where it comes from, and is changed.
class TestSettingsScreen : public QObject
{
    Q_OBJECT
private slots:
    void words_everyKeyOfTheTableHasThem();
    void words_groupsHoldEveryRow();
    void entries_everyRowIsThere();
    void save_changes_areWrittenAndTold();
    void save_wrongValue_showsItAndSavesNothing();
    void discard_putsEverythingBack();
    void leave_withChanges_keepsThemAndSaysSo();
    void escape_goesBackOneStepAtATime();
    void find_byTitleHelpOrKey_data();
    void find_byTitleHelpOrKey();
    void locked_saysWhereItIsSet();
    void default_saved_goesBackToTheDefault();
    void zone_isChosenFromTheList();
    void changedElsewhere_isShown();
    void controls_haveNames();
    void picture_data() { addScreens(); }
    void picture();
    void textFits_atEverySize_data() { addTextSizes(); }
    void textFits_atEverySize();
};

void TestSettingsScreen::words_everyKeyOfTheTableHasThem()
{
    QStringList keys;
    for (const SettingRow &row : Settings::table()) {
        keys.append(row.key);
        QVERIFY2(!settingWords(row.key).title.isEmpty(), qPrintable(row.key));
        if (row.type != SettingRow::Type::Choice)
            continue;
        for (const QString &choice : row.range.split(u'|'))
            QVERIFY2(!choiceWords(row.key, choice).isEmpty(), qPrintable(row.key + choice));
    }
    QStringList words = settingsWithWords();
    keys.sort();
    words.sort();
    QCOMPARE(words, keys);
}

void TestSettingsScreen::words_groupsHoldEveryRow()
{
    QStringList groups;
    for (const SettingGroup &group : settingGroups())
        groups.append(group.name);
    for (const SettingRow &row : Settings::table())
        QVERIFY2(groups.contains(row.group), qPrintable(row.group));
}

void TestSettingsScreen::entries_everyRowIsThere()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    for (const SettingRow &row : Settings::table()) {
        settings.screen.open(row.group);
        SettingEntry *entry = settings.screen.settingList()->entry(row.key);
        QVERIFY2(entry, qPrintable(row.key));
        QVERIFY2(entry->isVisible(), qPrintable(row.key));
    }
}

void TestSettingsScreen::save_changes_areWrittenAndTold()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    QSignalSpy saved(&settings.screen, &SettingsScreen::saved);
    settings.write("shop.nameField", u"Corner"_s);
    settings.screen.open(u"cash"_s);
    settings.tap("cash.keysStepper");
    QTest::mouseClick(&settings.bench.part<Stepper>("cash.keysStepper")->minus(), Qt::LeftButton);
    settings.screen.open(u"look"_s);
    settings.tap("ui.fullscreenSwitch");
    QTest::mouseClick(settings.bench.part<Segment>("ui.themeSegment")->word(1), Qt::LeftButton);
    QCOMPARE(settings.status(), u"4 changes, not saved yet"_s);
    settings.tap("saveKey");
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(saved.first().first().toStringList(),
             QStringList({u"shop.name"_s, u"cash.keys"_s, u"ui.theme"_s, u"ui.fullscreen"_s}));
    QCOMPARE(settings.shelf.text("shop.name"), u"Corner"_s);
    QCOMPARE(settings.shelf.text("cash.keys"), u"5"_s);
    QCOMPARE(settings.shelf.text("ui.theme"), u"dark"_s);
    QCOMPARE(settings.shelf.text("ui.fullscreen"), u"yes"_s);
    QCOMPARE(settings.status(), u"Everything is saved"_s);
    QVERIFY(!settings.bench.part<KeyButton>("saveKey")->isEnabled());
}

void TestSettingsScreen::save_wrongValue_showsItAndSavesNothing()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    settings.write("shop.nameField", u"Corner"_s);
    settings.screen.open(u"scanner"_s);
    settings.write("scanner.gap_msField", u"fast"_s);
    QCOMPARE(settings.status(), u"2 changes, 1 to correct"_s);
    settings.screen.open(u"look"_s);
    settings.tap("saveKey");
    QCOMPARE(settings.screen.group(), u"scanner"_s);
    QVERIFY(settings.bench.part<QLineEdit>("scanner.gap_msField")->hasFocus());
    QCOMPARE(settings.bench.part<QLineEdit>("scanner.gap_msField")->accessibleDescription(),
             u"Write a whole number from 5 to 200, for example 35"_s);
    QCOMPARE(settings.shelf.text("shop.name"), u"Bakehouse"_s);
    settings.write("scanner.gap_msField", u"40"_s);
    settings.tap("saveKey");
    QTRY_COMPARE(settings.shelf.text("scanner.gap_ms"), u"40"_s);
}

void TestSettingsScreen::discard_putsEverythingBack()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    settings.write("shop.nameField", u"Corner"_s);
    settings.tap("discardKey");
    QCOMPARE(settings.bench.part<QLineEdit>("shop.nameField")->text(), u"Bakehouse"_s);
    QCOMPARE(settings.screen.unsavedChanges(), 0);
}

void TestSettingsScreen::leave_withChanges_keepsThemAndSaysSo()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    QSignalSpy back(&settings.screen, &SettingsScreen::backAsked);
    settings.write("shop.nameField", u"Corner"_s);
    settings.tap("settingsBackKey");
    QCOMPARE(back.count(), 1);
    settings.screen.hide();
    QCOMPARE(settings.screen.unsavedChanges(), 1);
    settings.screen.open();
    QCOMPARE(settings.status(), u"1 change from before, not saved yet"_s);
    QCOMPARE(settings.bench.part<QLineEdit>("shop.nameField")->text(), u"Corner"_s);
}

void TestSettingsScreen::escape_goesBackOneStepAtATime()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    QSignalSpy back(&settings.screen, &SettingsScreen::backAsked);
    QTest::keyClick(&settings.screen, Qt::Key_F, Qt::ControlModifier);
    auto *search = settings.bench.part<QLineEdit>("settingSearch");
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"country"_s);
    QTest::mouseClick(settings.bench.part<QWidget>("shop.countryList"), Qt::LeftButton);
    QVERIFY(settings.screen.choiceSheet()->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!settings.screen.choiceSheet()->isVisible());
    QVERIFY(settings.bench.part<QWidget>("shop.countryList")->hasFocus());
    QCOMPARE(search->text(), u"country"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QCOMPARE(back.count(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(back.count(), 1);
}

void TestSettingsScreen::find_byTitleHelpOrKey_data()
{
    QTest::addColumn<QString>("searched");
    QTest::addColumn<QString>("key");
    QTest::newRow("title") << u"cash ke"_s << u"cash.keys"_s;
    QTest::newRow("help") << u"round sums"_s << u"cash.keys"_s;
    QTest::newRow("key") << u"api.port"_s << u"api.port"_s;
    QTest::newRow("another group's") << u"colours"_s << u"ui.theme"_s;
}

void TestSettingsScreen::find_byTitleHelpOrKey()
{
    QFETCH(QString, searched);
    QFETCH(QString, key);
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    QTest::keyClicks(settings.bench.part<QLineEdit>("settingSearch"), searched);
    QVERIFY(settings.screen.settingList()->entry(key)->isVisible());
    QVERIFY(!settings.screen.settingList()->entry(u"shop.name"_s)->isVisible());
    settings.write("settingSearch", u"nothing like it"_s);
    QVERIFY(!settings.screen.settingList()->isVisible());
}

void TestSettingsScreen::locked_saysWhereItIsSet()
{
    OpenSettings settings({}, {{u"BAKEHOUSE_CASH_KEYS"_s, u"4"_s}});
    QVERIFY(settings.bench.show());
    settings.screen.open(u"cash"_s);
    SettingEntry *entry = settings.screen.settingList()->entry(u"cash.keys"_s);
    QVERIFY(entry->isLocked());
    QVERIFY(settings.bench.part<QLineEdit>("cash.keysLocked")->isReadOnly());
    QStringList words;
    for (const QLabel *label : entry->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY2(words.join(u'\n').contains(u"Default 6\nFrom: environment"_s),
             qPrintable(words.join(u'|')));
}

void TestSettingsScreen::default_saved_goesBackToTheDefault()
{
    OpenSettings settings("cash.keys = 4\n");
    QVERIFY(settings.bench.show());
    settings.screen.open(u"cash"_s);
    QCOMPARE(settings.shelf.book->settings().source(u"cash.keys"_s), Settings::Source::File);
    auto *stepper = settings.bench.part<Stepper>("cash.keysStepper");
    QTest::mouseClick(&stepper->plus(), Qt::LeftButton);
    QTest::mouseClick(&stepper->plus(), Qt::LeftButton);
    settings.tap("saveKey");
    QTRY_COMPARE(settings.shelf.book->settings().source(u"cash.keys"_s), Settings::Source::Default);
}

void TestSettingsScreen::zone_isChosenFromTheList()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    settings.tap("shop.time_zoneList");
    QTest::keyClicks(QApplication::focusWidget(), u"zurich"_s);
    QCOMPARE(settings.screen.choiceSheet()->list()->model()->rowCount(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!settings.screen.choiceSheet()->isVisible());
    settings.tap("saveKey");
    QTRY_COMPARE(settings.shelf.text("shop.time_zone"), u"Europe/Zurich"_s);
}

void TestSettingsScreen::changedElsewhere_isShown()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    const auto saved = settings.shelf.book->save({{u"shop.name"_s, u"Elsewhere"_s}});
    QTRY_COMPARE(settings.bench.part<QLineEdit>("shop.nameField")->text(), u"Elsewhere"_s);
    QCOMPARE(settings.screen.unsavedChanges(), 0);
}

void TestSettingsScreen::controls_haveNames()
{
    OpenSettings settings;
    QVERIFY(settings.bench.show());
    QCOMPARE(namelessControls(settings.bench.window).join(u' '), QString());
}

void TestSettingsScreen::picture()
{
    QFETCH(QSize, screen);
    QFETCH(Mode, mode);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const SettingsShelf shelf("shop.name = Corner bakery\ncash.round_to = 0.05\n",
                              {{u"BAKEHOUSE_SCANNER_PREFIX"_s, u"~"_s}});
    SetupBench bench(screen, mode);
    SettingsScreen settings(bench.theme, *shelf.book, &bench.window);
    settings.setFrame(bench.frame);
    settings.open(u"scanner"_s);
    QVERIFY(bench.show());
    auto *field = bench.part<QLineEdit>("scanner.gap_msField");
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, u"fast"_s);
    QTest::mouseClick(&bench.part<Stepper>("scanner.minimum_lengthStepper")->plus(),
                      Qt::LeftButton);
    QVERIFY(bench.picture(u"settings-scanner-"_s + name));
    for (const QString &group : {u"shop"_s, u"receipt"_s, u"look"_s, u"database"_s}) {
        settings.open(group);
        QVERIFY2(settings.textFits(), qPrintable(group));
        QVERIFY(bench.picture(u"settings-"_s + group + u'-' + name));
    }
    settings.open(u"shop"_s);
    QTest::mouseClick(bench.part<QWidget>("shop.countryList"), Qt::LeftButton);
    QVERIFY(settings.choiceSheet()->textFits());
    QVERIFY(bench.picture(u"settings-country-"_s + name));
}

void TestSettingsScreen::textFits_atEverySize()
{
    QFETCH(QSize, screen);
    QFETCH(int, percent);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    const SettingsShelf shelf;
    SetupBench bench(screen, Mode::Light, percent);
    SettingsScreen settings(bench.theme, *shelf.book, &bench.window);
    settings.setFrame(bench.frame);
    settings.open();
    QVERIFY(bench.show());
    for (const SettingGroup &group : settingGroups()) {
        settings.open(group.name);
        QCoreApplication::processEvents();
        if (!settings.textFits())
            bench.picture(u"unfit-settings-%1-"_s.arg(group.name)
                          + QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(settings.textFits(), qPrintable(group.name));
    }
}

QTEST_MAIN(TestSettingsScreen)
#include "tst_settings_screen.moc"
