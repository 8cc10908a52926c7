#include "face.h"
#include "theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

namespace {
QImage painted(const Face &face)
{
    QImage image(120, 80, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintFace(painter, {10, 10, 100, 60}, face);
    return image;
}
}

/// The one way in which keys, tiles and cards are painted.
class FaceTest final : public QObject
{
    Q_OBJECT
private slots:
    void atRest_hasFaceBorderAndEdge();
    void pressed_loosesTheEdgeAndDrops();
    void focused_hasARingOutside();
    void dashed_hasGapsAndNoEdge();
    void withoutFill_showsTheGround();
    void inHighContrast_hasBandAndBlackBorder();
    void soldOut_isStripedOrDashed();
};

void FaceTest::atRest_hasFaceBorderAndEdge()
{
    const Theme theme;
    const QImage image = painted(keyFace(theme));
    QCOMPARE(image.pixelColor(60, 40), theme.color(Role::Raised));
    QCOMPARE(image.pixelColor(60, 10), theme.color(Role::Line));
    QCOMPARE(image.pixelColor(10, 40), theme.color(Role::Line));
    for (const int y : {67, 68, 69})
        QCOMPARE(image.pixelColor(60, y), theme.color(Role::Edge));
    QCOMPARE(image.pixelColor(60, 66), theme.color(Role::Raised));
    QCOMPARE(image.pixelColor(60, 70).alpha(), 0);
    QCOMPARE(image.pixelColor(10, 10).alpha(), 0); // Round corners.
}

void FaceTest::pressed_loosesTheEdgeAndDrops()
{
    const Theme theme;
    Face face = keyFace(theme);
    QCOMPARE(pressedDrop(face), 0.0);
    face.pressed = true;
    QCOMPARE(pressedDrop(face), 2.0);
    const QImage image = painted(face);
    QCOMPARE(image.pixelColor(60, 68), theme.color(Role::Raised));
    QCOMPARE(image.pixelColor(60, 69), theme.color(Role::Line));
}

void FaceTest::focused_hasARingOutside()
{
    const Theme theme;
    Face face = keyFace(theme);
    face.focused = true;
    const QImage image = painted(face);
    for (const int x : {5, 6, 7})
        QCOMPARE(image.pixelColor(x, 40), theme.color(Role::Focus));
    for (const int x : {8, 9})
        QCOMPARE(image.pixelColor(x, 40).alpha(), 0); // The gap.
    QCOMPARE(image.pixelColor(4, 40).alpha(), 0);
}

void FaceTest::dashed_hasGapsAndNoEdge()
{
    const Theme theme;
    Face face = keyFace(theme);
    face.dashed = true;
    face.borderWidth = 2;
    face.border = Qt::black;
    const QImage image = painted(face);
    int dark = 0;
    for (int x = 20; x < 100; ++x)
        dark += image.pixelColor(x, 10) == QColor(Qt::black) ? 1 : 0;
    QVERIFY(dark > 20 && dark < 70);
    QVERIFY(image.pixelColor(60, 68) != theme.color(Role::Edge));
}

void FaceTest::withoutFill_showsTheGround()
{
    const QImage image =
        painted({.fill = QBrush(Qt::transparent), .border = Qt::red, .borderWidth = 2});
    QCOMPARE(image.pixelColor(60, 40).alpha(), 0);
    QCOMPARE(image.pixelColor(60, 10), QColor(Qt::red));
}

void FaceTest::inHighContrast_hasBandAndBlackBorder()
{
    const Theme theme({.mode = Mode::Contrast});
    const CategoryLook look = theme.category(CategoryKey::Pastry);
    const QImage image = painted(tileFace(theme, look, Press::Up));
    QCOMPARE(image.pixelColor(10, 40), QColor(Qt::black));
    QCOMPARE(image.pixelColor(60, 14), look.strong);
    QCOMPARE(image.pixelColor(60, 19), look.strong);
    QCOMPARE(image.pixelColor(60, 40), QColor(Qt::white));
}

void FaceTest::soldOut_isStripedOrDashed()
{
    const Theme theme;
    const QImage image = painted(soldOutFace(theme));
    int stripes = 0;
    for (int x = 20; x < 100; ++x)
        stripes += image.pixelColor(x, 40) == theme.color(Role::Sunk) ? 1 : 0;
    QVERIFY(stripes > 20 && stripes < 60);
    QVERIFY(soldOutFace(Theme({.mode = Mode::Contrast})).dashed);
}

QTEST_MAIN(FaceTest)
#include "tst_face.moc"
