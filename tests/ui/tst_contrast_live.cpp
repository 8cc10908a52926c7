#include "picture_shop.h"
#include "scenes.h"
#include "text_probe.h"

#include <QHash>
#include <QTest>

#include <cmath>
#include <set>

using namespace Qt::StringLiterals;

namespace {

qreal linear(qreal channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

qreal contrast(const QColor &one, const QColor &other)
{
    const qreal a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// The colour that most of @p part of a picture has, besides the text's own: its ground.
QColor groundOf(const QImage &picture, const QRect &part, const QColor &ink)
{
    QHash<QRgb, int> counts;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    counts.remove(ink.rgb());
    QRgb most = ink.rgb();
    int times = 0;
    for (const auto &[color, count] : counts.asKeyValueRange()) {
        if (count > times) {
            times = count;
            most = color;
        }
    }
    return QColor(most);
}

} // namespace

/// The contrast of every text of every screen with the ground it stands on in the picture: at least
/// 4.5 to 1, the total 7 to 1, in the three modes.
class TestContrastLive final : public QObject
{
    Q_OBJECT
private slots:
    void everyText_isRead_data();
    void everyText_isRead();

private:
    static void measure(PictureShop &shop, const QString &scene, std::set<QString> &faults);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestContrastLive::everyText_isRead_data()
{
    QTest::addColumn<PictureShop::Options>("options");
    QTest::newRow("light") << PictureShop::Options {};
    QTest::newRow("dark") << PictureShop::Options {.mode = Mode::Dark};
    QTest::newRow("contrast") << PictureShop::Options {.mode = Mode::Contrast};
    QTest::newRow("wide dark") << PictureShop::Options {.size = {1920, 1080}, .mode = Mode::Dark};
}

void TestContrastLive::measure(PictureShop &shop, const QString &scene, std::set<QString> &faults)
{
    const QImage picture = shop.grab();
    for (const PaintedText &text : paintedTexts(shop.window())) {
        const QPoint at = text.widget->mapTo(&shop.window(), QPoint());
        const QRect part =
            text.box.translated(at).toAlignedRect().adjusted(-1, -1, 1, 1) & picture.rect();
        if (part.width() < 3 || part.height() < 3)
            continue;
        const QColor ground = groundOf(picture, part, text.color);
        const qreal ratio = contrast(text.color, ground);
        const bool total = text.widget->objectName() == "totalPanel"_L1;
        if (ratio < (total ? 7 : 4.5))
            faults.insert(
                u"“%1” %2 on %3: %4 (%5) — %6"_s.arg(text.text, text.color.name(), ground.name())
                    .arg(ratio, 0, 'f', 1)
                    .arg(scene, pathOf(*text.widget)));
    }
}

void TestContrastLive::everyText_isRead()
{
    QFETCH(PictureShop::Options, options);
    PictureShop shop(m_cluster, options);
    std::set<QString> faults;
    for (const Scene &scene : scenes()) {
        shop.clear();
        if (!scene.open(shop))
            faults.insert(scene.name + u": did not open"_s);
        measure(shop, scene.name, faults);
    }
    for (const QString &fault : faults)
        qWarning().noquote() << fault;
    QCOMPARE(faults.size(), size_t(0));
}

QTEST_MAIN(TestContrastLive)
#include "tst_contrast_live.moc"
