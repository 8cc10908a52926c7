#include "counter.h"
#include "picture_goods.h"
#include "shop_state.h"
#include "till.h"
#include "window_bench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace PictureGoods;

/// The real window while the disk runs low: it warns, and sells on.
class TestDiskLow : public QObject
{
    Q_OBJECT
private slots:
    void diskLow_isSaidAndSellsOn();
};

void TestDiskLow::diskLow_isSaidAndSellsOn()
{
    WindowBench bench({.settings = {{u"disk.minimum_free_mb"_s, u"1000000000"_s}}});
    QTRY_COMPARE_WITH_TIMEOUT(bench.shop->state().journal(), JournalLight::DiskLow, 30'000);
    bench.openCategory(u"Pastries"_s);
    bench.tapTile(croissant);
    QVERIFY(bench.tapKey(u"cardKey"_s));
    QTRY_VERIFY_WITH_TIMEOUT(bench.window->counter().lastSale(), 30'000);
    QCOMPARE(bench.shop->till().state().lastNumber, 1);
}

QTEST_MAIN(TestDiskLow)
#include "tst_disk_low.moc"
