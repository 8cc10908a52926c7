#include "look_settings.h"
#include "settings.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
Settings settingsOf(const QHash<QString, QString> &values)
{
    return *Settings::load({.commandLine = values});
}

constexpr ScreenFacts screen {.window = {1366, 768}, .pixelsPerMm = 3.95};
}

/// What the settings say about the look on a screen.
class TestLookSettings : public QObject
{
    Q_OBJECT
private slots:
    void standard_isLightAndAsTheScreenSays();
    void mode_isTheSettingsOrTheSystems_data();
    void mode_isTheSettingsOrTheSystems();
    void dots_chosen_overrideTheScreen();
    void handTextAndFullScreen_areTaken();
    void systemMode_isThePalettes();
};

void TestLookSettings::standard_isLightAndAsTheScreenSays()
{
    const LookSettings look = lookSettings(settingsOf({}), screen);
    QCOMPARE(look.theme.mode, Mode::Light);
    QCOMPARE(look.theme.textPercent, 100);
    QCOMPARE(look.theme.frame, FrameClass::Middle);
    QCOMPARE(look.theme.pixelsPerMm, counterFrame(look.frame).pixelsPerMm);
    QCOMPARE(look.frame.chosenPixelsPerMm, 0.0);
    QCOMPARE(look.hand, Hand::Right);
    QCOMPARE(look.language, u"system"_s);
    QVERIFY(!look.fullScreen);
}

void TestLookSettings::mode_isTheSettingsOrTheSystems_data()
{
    QTest::addColumn<QString>("setting");
    QTest::addColumn<Mode>("expected");
    QTest::newRow("light") << u"light"_s << Mode::Light;
    QTest::newRow("dark") << u"dark"_s << Mode::Dark;
    QTest::newRow("high contrast") << u"contrast"_s << Mode::Contrast;
    QTest::newRow("as the system") << u"system"_s << Mode::Dark;
}

void TestLookSettings::mode_isTheSettingsOrTheSystems()
{
    QFETCH(QString, setting);
    QFETCH(Mode, expected);
    ScreenFacts dark = screen;
    dark.systemMode = Mode::Dark;
    QCOMPARE(lookSettings(settingsOf({{u"ui.theme"_s, setting}}), dark).theme.mode, expected);
}

void TestLookSettings::dots_chosen_overrideTheScreen()
{
    ScreenFacts doubled = screen;
    doubled.devicePixelRatio = 2;
    const LookSettings look = lookSettings(settingsOf({{u"ui.screen_dpi"_s, u"254"_s}}), doubled);
    QCOMPARE(look.frame.chosenPixelsPerMm, 5.0); // Ten dots a millimetre, two to a pixel.
    QCOMPARE(look.frame.screenPixelsPerMm, 3.95);
}

void TestLookSettings::handTextAndFullScreen_areTaken()
{
    const LookSettings look = lookSettings(settingsOf({{u"ui.hand"_s, u"left"_s},
                                                       {u"ui.text_percent"_s, u"150"_s},
                                                       {u"ui.language"_s, u"de"_s},
                                                       {u"ui.fullscreen"_s, u"yes"_s}}),
                                           screen);
    QCOMPARE(look.hand, Hand::Left);
    QCOMPARE(look.frame.hand, Hand::Left);
    QCOMPARE(look.theme.textPercent, 150);
    QCOMPARE(look.frame.textPercent, 150);
    QCOMPARE(look.language, u"de"_s);
    QVERIFY(look.fullScreen);
}

void TestLookSettings::systemMode_isThePalettes()
{
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::WindowText, Qt::black);
    QCOMPARE(systemMode(palette), Mode::Light);
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
    QCOMPARE(systemMode(palette), Mode::Dark);
}

QTEST_MAIN(TestLookSettings)
#include "tst_look_settings.moc"
