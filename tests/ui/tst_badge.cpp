#include "badge.h"
#include "stage.h"

#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;

/// Words on tiles and orders.
class BadgeTest final : public QObject
{
    Q_OBJECT
private slots:
    void badge_toTheScreenReader_isItsWord();
    void size_withoutTheIcon_isNarrower();
    void height_isFourPointSixMillimetres();
    void kinds_haveTheirColours();
    void pill_isDarkAndGrowsWithItsText();
};

void BadgeTest::badge_toTheScreenReader_isItsWord()
{
    Stage stage;
    BadgeLabel label(stage.theme, {.kind = BadgeKind::Allergen, .text = u"Nuts"_s}, &stage.window);
    QCOMPARE(Stage::roleOf(label), QAccessible::StaticText);
    QCOMPARE(Stage::nameOf(label), u"Nuts"_s);
    label.setBadge({.kind = BadgeKind::Low, .text = u"3 left"_s});
    QCOMPARE(Stage::nameOf(label), u"3 left"_s);
}

void BadgeTest::size_withoutTheIcon_isNarrower()
{
    const Theme theme;
    Badge badge {.kind = BadgeKind::Low, .text = u"3 left"_s};
    const QSizeF full = badgeSize(theme, badge);
    badge.icon = BadgeIcon::Dropped;
    QVERIFY(badgeSize(theme, badge).width() < full.width());
    QCOMPARE(badgeSize(theme, badge).height(), full.height());
}

void BadgeTest::height_isFourPointSixMillimetres()
{
    const Theme wide({.pixelsPerMm = 5.56});
    QCOMPARE(badgeSize(wide, {.text = u"Paid"_s}).height(), 26.0);
    const Theme middle({.pixelsPerMm = 3.95});
    QCOMPARE(badgeSize(middle, {.text = u"Paid"_s}).height(), 18.0);
}

void BadgeTest::kinds_haveTheirColours()
{
    Stage stage;
    BadgeLabel label(stage.theme, {.kind = BadgeKind::SoldOut, .text = u"Sold out"_s},
                     &stage.window);
    label.resize(label.sizeHint());
    QCOMPARE(Stage::pixel(label, {7, 13}), stage.theme.color(Role::Danger));
    QVERIFY(Stage::paints(label, stage.theme.color(Role::OnDanger)));
    label.setBadge({.kind = BadgeKind::Ok, .text = u"Paid"_s});
    label.resize(label.sizeHint());
    QVERIFY(Stage::paints(label, stage.theme.color(Role::OkTint)));
    QVERIFY(Stage::paints(label, stage.theme.color(Role::Ok)));
}

void BadgeTest::pill_isDarkAndGrowsWithItsText()
{
    const Theme theme;
    QVERIFY(pillSize(theme, u"12 ×"_s).width() > pillSize(theme, u"3 ×"_s).width());
    QImage image(80, 40, QImage::Format_RGB32);
    QPainter painter(&image);
    paintPill(painter, theme, {0, 0, 80, 40}, u"3 ×"_s);
    painter.end();
    QCOMPARE(image.pixelColor(10, 20), theme.color(Role::Ink));
}

QTEST_MAIN(BadgeTest)
#include "tst_badge.moc"
