#include "name_layout.h"
#include "theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;

/// Names in at most two lines, never cut.
class NameLayoutTest final : public QObject
{
    Q_OBJECT
private slots:
    void layOutName_brokenWhereItMay_hasTheLines_data();
    void layOutName_brokenWhereItMay_hasTheLines();
    void layOutName_thirdLineNeeded_saysItDoesNotFit();
    void layOutName_oneWordTooWide_saysItDoesNotFit();
    void layOutLine_neverBreaks();
    void withoutSoftHyphens_takesThemOut();
    void paintLine_centresCapitals();
};

void NameLayoutTest::layOutName_brokenWhereItMay_hasTheLines_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("short") << u"Scone"_s << QStringList {u"Scone"_s};
    QTest::newRow("at the last space that fits")
        << u"Half slice Monster"_s << QStringList {u"Half slice"_s, u"Monster"_s};
    QTest::newRow("soft hyphen shows where it breaks")
        << u"Kürbiskern\u00ADbrötchen"_s << QStringList {u"Kürbiskern-"_s, u"brötchen"_s};
    QTest::newRow("soft hyphen hides where it does not")
        << u"Ku\u00ADchen"_s << QStringList {u"Kuchen"_s};
    QTest::newRow("after a hyphen")
        << u"Buttercroissant-Spezial"_s << QStringList {u"Buttercroissant-"_s, u"Spezial"_s};
    QTest::newRow("not at a fixed space")
        << u"Bauernbrot 750\u00A0g"_s << QStringList {u"Bauernbrot"_s, u"750\u00A0g"_s};
}

void NameLayoutTest::layOutName_brokenWhereItMay_hasTheLines()
{
    QFETCH(QString, name);
    QFETCH(QStringList, lines);
    const Theme theme;
    const NameLayout layout = layOutName(name, theme.font(Style::Tile), 190);
    QStringList found;
    for (const QStaticText &line : layout.lines)
        found << line.text();
    QCOMPARE(found, lines);
    QVERIFY(layout.fits);
    QVERIFY(layout.width <= 190);
    QVERIFY(nameFits(name, theme.font(Style::Tile), 190));
}

void NameLayoutTest::layOutName_thirdLineNeeded_saysItDoesNotFit()
{
    const Theme theme;
    const QString name = u"Pick and Mix Bowls with everything that we have"_s;
    const NameLayout layout = layOutName(name, theme.font(Style::Tile), 172);
    QCOMPARE(layout.lines.size(), size_t(2));
    QVERIFY(!layout.fits);
    QVERIFY(!nameFits(name, theme.font(Style::Tile), 172));
    QVERIFY(layOutName(name, theme.font(Style::Tile), 600).fits);
}

void NameLayoutTest::layOutName_oneWordTooWide_saysItDoesNotFit()
{
    const Theme theme;
    const NameLayout layout =
        layOutName(u"Donaudampfschifffahrtsbrötchen"_s, theme.font(Style::Tile), 100);
    QCOMPARE(layout.lines.size(), size_t(1));
    QVERIFY(!layout.fits);
}

void NameLayoutTest::layOutLine_neverBreaks()
{
    const Theme theme;
    const NameLayout layout = layOutLine(u"Hot chocolate"_s, theme.font(Style::Tile), 40);
    QCOMPARE(layout.lines.size(), size_t(1));
    QVERIFY(!layout.fits);
}

void NameLayoutTest::withoutSoftHyphens_takesThemOut()
{
    QCOMPARE(withoutSoftHyphens(u"Ro\u00ADgen\u00ADbrot"_s), u"Rogenbrot"_s);
}

void NameLayoutTest::paintLine_centresCapitals()
{
    const Theme theme;
    QImage image(200, 100, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(theme.font(Style::Total));
    painter.setPen(Qt::black);
    paintLine(painter, {0, 0, 200, 100}, Qt::AlignHCenter, u"H"_s);
    painter.end();
    int top = image.height();
    int bottom = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) > 60)
                continue;
            top = qMin(top, y);
            bottom = qMax(bottom, y);
        }
    }
    QVERIFY(bottom > top);
    QVERIFY2(qAbs(top - (99 - bottom)) <= 5,
             qPrintable(u"%1 above, %2 below"_s.arg(top).arg(99 - bottom)));
}

QTEST_MAIN(NameLayoutTest)
#include "tst_name_layout.moc"
