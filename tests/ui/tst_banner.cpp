#include "banner.h"
#include "stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The light that grew into a sentence.
class BannerTest final : public QObject
{
    Q_OBJECT
private slots:
    void banner_toTheScreenReader_isAnAlert();
    void key_isTheOneThingToDo();
    void messageWithoutAKey_hasNone();
    void sentences_inTheTopBars_fit_data();
    void sentences_inTheTopBars_fit();
    void moods_haveTheirColours();
};

namespace {
const BannerMessage away {.icon = u"cloud_off"_s,
                          .sentence = u"Database away. Go on selling."_s,
                          .second = u"14 sales safe here. Web orders wait."_s,
                          .key = u"Try now"_s,
                          .more = 1};
}

void BannerTest::banner_toTheScreenReader_isAnAlert()
{
    Stage stage;
    Banner banner(stage.theme, Banner::Place::Bar, &stage.window);
    banner.setMessage(away);
    QCOMPARE(Stage::roleOf(banner), QAccessible::AlertMessage);
    QCOMPARE(Stage::nameOf(banner), away.sentence);
    QCOMPARE(banner.accessibleDescription(), away.second);
}

void BannerTest::key_isTheOneThingToDo()
{
    Stage stage;
    Banner banner(stage.theme, Banner::Place::Bar, &stage.window);
    banner.setMessage(away);
    banner.resize(572, 56);
    QVERIFY(stage.show());
    const QSignalSpy taps(&banner, &Banner::keyTapped);
    QTest::mouseClick(&banner.key(), Qt::LeftButton);
    QCOMPARE(taps.size(), 1);
    QCOMPARE(banner.key().height(), 50);
    QVERIFY(banner.key().textFits());
}

void BannerTest::messageWithoutAKey_hasNone()
{
    Stage stage;
    Banner banner(stage.theme, Banner::Place::Page, &stage.window);
    banner.setMessage({.icon = u"check"_s, .sentence = u"Back again. 14 sales sent."_s});
    QVERIFY(stage.show());
    QVERIFY(!banner.key().isVisible());
}

void BannerTest::sentences_inTheTopBars_fit_data()
{
    QTest::addColumn<qreal>("pixelsPerMm");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1920") << 5.56 << QSize(572, 56);
    QTest::newRow("1366") << 3.95 << QSize(520, 48);
    QTest::newRow("1024") << 3.36 << QSize(480, 48);
}

void BannerTest::sentences_inTheTopBars_fit()
{
    QFETCH(qreal, pixelsPerMm);
    QFETCH(QSize, size);
    Stage stage({.pixelsPerMm = pixelsPerMm});
    Banner banner(stage.theme, Banner::Place::Bar, &stage.window);
    BannerMessage german = away;
    german.sentence = u"Datenbank nicht erreichbar. Verkaufen geht."_s;
    german.second = u"14 Verkäufe sind hier sicher."_s;
    german.key = u"Versuchen"_s;
    for (const BannerMessage &message : {away, german}) {
        banner.setMessage(message);
        banner.resize(size);
        banner.grab();
        QVERIFY2(banner.textFits(), qPrintable(message.sentence));
        QVERIFY(banner.key().textFits());
    }
}

void BannerTest::moods_haveTheirColours()
{
    using Mood = BannerMessage::Mood;
    Stage stage({.mode = Mode::Dark});
    Banner bar(stage.theme, Banner::Place::Bar, &stage.window);
    Banner page(stage.theme, Banner::Place::Page, &stage.window);
    for (Banner *banner : {&bar, &page})
        banner->resize(500, 56);
    const auto ground = [](Banner &banner, Mood mood) {
        BannerMessage message = away;
        message.mood = mood;
        banner.setMessage(message);
        return Stage::pixel(banner, {10, 28});
    };
    QCOMPARE(ground(bar, Mood::Warn), stage.theme.color(Role::BannerTint));
    QCOMPARE(ground(page, Mood::Warn), stage.theme.color(Role::WarnTint));
    QCOMPARE(ground(bar, Mood::Danger), stage.theme.color(Role::DangerTint));
    QCOMPARE(ground(page, Mood::Ok), stage.theme.color(Role::OkTint));
    QCOMPARE(ground(page, Mood::Info), stage.theme.color(Role::InfoTint));
}

QTEST_MAIN(BannerTest)
#include "tst_banner.moc"
