#include "basket_panel.h"
#include "category_rail.h"
#include "counter.h"
#include "goods_feed.h"
#include "latency_meter.h"
#include "picture_goods.h"
#include "picture_shelf.h"
#include "sell_screen.h"
#include "theme.h"
#include "till_bench.h"
#include "top_bar.h"

#include <QApplication>
#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The sell screen over a real till, at the drawn sizes.
class TestSellScreen : public QObject
{
    Q_OBJECT
private slots:
    void pictures();
};

void TestSellScreen::pictures()
{
    TillBench bench;
    bench.cache.catalogueRead(PictureGoods::read());
    GoodsFeed goods(bench.cache);
    LatencyMeter meter;
    Counter counter({*bench.till, goods, meter, bench.clock}, {u"Anna"_s, u"Ben"_s});
    PictureShelf shelf(bench.folder.filePath(u"pictures"_s));
    QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
    for (const QSize size : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
        const CounterFrame frame = counterFrame({.screen = size});
        Theme theme({.pixelsPerMm = frame.pixelsPerMm, .frame = frame.frameClass});
        theme.apply(*qApp);
        SellScreen screen(theme, {counter, goods, meter, shelf, bench.clock});
        screen.resize(size);
        screen.setFrame(frame, Hand::Right);
        screen.setFigures(Figures(QLocale(u"en_GB"_s), {u"GBP"_s, 2}));
        screen.rail().openPage(u"Pastries"_s);
        screen.show();
        if (counter.empty()) {
            counter.sell(PictureGoods::croissant);
            counter.sell(PictureGoods::croissant);
            counter.sell(PictureGoods::coffee);
            counter.sell(39);
            counter.type(u'3');
            counter.sell(7);
            QVERIFY(counter.signOn(2));
            counter.sell(5);
            counter.activate(0);
        }
        screen.grab().save(QStringLiteral(BAKEHOUSE_PICTURES)
                           + u"/sell-%1.png"_s.arg(size.width()));
    }
}

QTEST_MAIN(TestSellScreen)
#include "tst_sell_screen.moc"
