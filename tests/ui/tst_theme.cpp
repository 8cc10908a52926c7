#include "theme.h"

#include <QApplication>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// One place for colours, sizes, fonts and icons.
class ThemeTest final : public QObject
{
    Q_OBJECT
private slots:
    void unit_onTheReferenceScreens_isThreeOrFourPixels_data();
    void unit_onTheReferenceScreens_isThreeOrFourPixels();
    void fonts_ofAllWeights_areLato();
    void figures_ofAllWeights_areEquallyWide();
    void textPercent_multipliesAllButTotalAndChange();
    void smallestText_neverFallsBelowElevenPixels();
    void steppedFont_forALongSum_fitsOrStopsAtTheLeast();
    void icons_ofTheTree_areDrawnInTheirColour();
    void icon_withoutAFile_isEmpty();
    void set_somethingElse_changesOnce();
    void set_aMode_changesColours();
    void apply_dressesTheApplication();
    void styleSheet_hasNoTokenLeft();
};

void ThemeTest::unit_onTheReferenceScreens_isThreeOrFourPixels_data()
{
    QTest::addColumn<qreal>("pixelsPerMm");
    QTest::addColumn<int>("unit");
    QTest::addColumn<int>("gap");
    QTest::newRow("1920") << 5.56 << 4 << 8;
    QTest::newRow("1366") << 3.95 << 3 << 6;
    QTest::newRow("1024") << 3.36 << 3 << 6;
    QTest::newRow("a fine screen") << 11.1 << 8 << 16;
    QTest::newRow("a coarse screen") << 2.0 << 3 << 6;
}

void ThemeTest::unit_onTheReferenceScreens_isThreeOrFourPixels()
{
    QFETCH(qreal, pixelsPerMm);
    const Theme theme({.pixelsPerMm = pixelsPerMm});
    QTEST(theme.unit(1), "unit");
    QTEST(theme.gap(), "gap");
    QTEST(theme.radius(), "gap");
    if (pixelsPerMm < 6) {
        QCOMPARE(theme.edge(), 3);
    }
    QCOMPARE(theme.px(10), pixelsPerMm * 10);
}

void ThemeTest::fonts_ofAllWeights_areLato()
{
    const Theme theme;
    for (const Weight weight : {Weight::Regular, Weight::Bold, Weight::Black}) {
        const QFontInfo info(theme.font(Style::Body, weight));
        QVERIFY2(info.family().startsWith(u"Lato"_s), qPrintable(info.family()));
        QCOMPARE(info.weight(), int(weight));
    }
    QCOMPARE(QFontInfo(theme.font(Style::Total)).weight(), 900);
    const QString word = u"Bakehouse"_s;
    const auto width = [&](Weight weight) {
        return QFontMetricsF(theme.font(Style::Total, weight)).horizontalAdvance(word);
    };
    QVERIFY(width(Weight::Regular) < width(Weight::Bold));
    QVERIFY(width(Weight::Bold) < width(Weight::Black));
}

void ThemeTest::figures_ofAllWeights_areEquallyWide()
{
    const Theme theme;
    for (const Weight weight : {Weight::Regular, Weight::Bold, Weight::Black}) {
        const QFontMetricsF metrics(theme.font(Style::Total, weight));
        for (const QChar digit : u"0123456789"_s)
            QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(u'0'));
    }
}

void ThemeTest::textPercent_multipliesAllButTotalAndChange()
{
    const Theme plain({.pixelsPerMm = 5.56});
    const Theme large({.pixelsPerMm = 5.56, .textPercent = 200});
    QCOMPARE(large.textPx(Style::Body), 40);
    QCOMPARE(large.textPx(Style::Tile), 50);
    QCOMPARE(large.textPx(Style::Total), plain.textPx(Style::Total));
    QCOMPARE(large.textPx(Style::Change), plain.textPx(Style::Change));
    QCOMPARE(large.unit(1), plain.unit(1));
}

void ThemeTest::smallestText_neverFallsBelowElevenPixels()
{
    const Theme coarse({.pixelsPerMm = 2});
    for (const TypeRow &row : typeRows)
        QVERIFY(coarse.textPx(row.style) >= 11);
    QCOMPARE(Theme::resized(coarse.font(Style::Body), 4).pixelSize(), 11);
}

void ThemeTest::steppedFont_forALongSum_fitsOrStopsAtTheLeast()
{
    const Theme theme({.pixelsPerMm = 5.56});
    QCOMPARE(theme.steppedFont(Style::Total, u"9.90"_s, 400, 12).pixelSize(), 93);
    const QString large = u"12,345.90"_s;
    const QFont stepped = theme.steppedFont(Style::Total, large, 400, 12);
    QVERIFY(stepped.pixelSize() < 93);
    QVERIFY(QFontMetricsF(stepped).horizontalAdvance(large) <= 400);
    QCOMPARE(theme.steppedFont(Style::Total, large, 10, 12).pixelSize(), qRound(12 * 5.56));
}

void ThemeTest::icons_ofTheTree_areDrawnInTheirColour()
{
    const Theme theme;
    const QColor accent = theme.color(Role::Accent);
    for (const QString &name : {u"croissant"_s, u"more"_s, u"check"_s, u"loaf_mark"_s}) {
        QVERIFY(theme.hasIcon(name));
        const QPixmap icon = theme.icon(name, accent, 32, 2);
        QCOMPARE(icon.size(), QSize(64, 64));
        QCOMPARE(icon.devicePixelRatio(), 2.0);
        const QImage image = icon.toImage();
        int painted = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                painted += image.pixelColor(x, y) == accent ? 1 : 0;
        }
        QVERIFY2(painted > 40, qPrintable(name));
        QCOMPARE(theme.icon(name, accent, 32, 2).cacheKey(), icon.cacheKey());
    }
}

void ThemeTest::icon_withoutAFile_isEmpty()
{
    const Theme theme;
    QVERIFY(!theme.hasIcon(u"no such icon"_s));
    QVERIFY(theme.icon(u"no such icon"_s, Qt::black, 24, 1).isNull());
    QVERIFY(theme.icon({}, Qt::black, 24, 1).isNull());
}

void ThemeTest::set_somethingElse_changesOnce()
{
    Theme theme;
    const QSignalSpy changes(&theme, &Theme::changed);
    theme.set(theme.settings());
    QCOMPARE(changes.size(), 0);
    theme.set({.mode = Mode::Dark, .pixelsPerMm = 3.95});
    QCOMPARE(changes.size(), 1);
}

void ThemeTest::set_aMode_changesColours()
{
    Theme theme({.mode = Mode::Light});
    QCOMPARE(theme.color(Role::Bg).name(), u"#f3ede3"_s);
    QCOMPARE(theme.category(CategoryKey::Pastry).tint.name(), u"#f3dac9"_s);
    theme.set({.mode = Mode::Dark});
    QCOMPARE(theme.color(Role::Bg).name(), u"#191411"_s);
    QCOMPARE(theme.category(CategoryKey::Pastry).onStrong.name(), u"#1a1310"_s);
    QCOMPARE(theme.line(), 1);
    theme.set({.mode = Mode::Contrast});
    QCOMPARE(theme.category(CategoryKey::Pastry).tint, QColor(Qt::white));
    QCOMPARE(theme.category(CategoryKey::Pastry).edge, QColor(Qt::black));
    QCOMPARE(theme.line(), 2);
    QCOMPARE(theme.clerk(4).name(), u"#3f4a8c"_s);
}

void ThemeTest::apply_dressesTheApplication()
{
    Theme theme({.mode = Mode::Dark});
    theme.apply(*qApp);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Bg));
    QVERIFY(QFontInfo(QApplication::font()).family().startsWith(u"Lato"_s));
    QCOMPARE(qApp->styleSheet(), theme.styleSheet());
    theme.set({.mode = Mode::Light});
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Role::Bg));
    QCOMPARE(qApp->styleSheet(), theme.styleSheet());
}

void ThemeTest::styleSheet_hasNoTokenLeft()
{
    for (const Mode mode : {Mode::Light, Mode::Dark, Mode::Contrast}) {
        const QString sheet = Theme({.mode = mode}).styleSheet();
        QVERIFY(sheet.size() > 1000);
        QVERIFY(!sheet.contains(u'@'));
    }
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
