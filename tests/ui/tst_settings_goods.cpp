#include "audit_store.h"
#include "await.h"
#include "choice_sheet.h"
#include "desk_bench.h"
#include "file_field.h"
#include "goods_desk.h"
#include "goods_feed.h"
#include "goods_page.h"
#include "import_panel.h"
#include "key_button.h"
#include "language.h"
#include "picture_desk.h"
#include "picture_panel.h"
#include "picture_store.h"
#include "picture_view.h"
#include "segment.h"
#include "settings_screen.h"
#include "setup_bench.h"
#include "test_database.h"
#include "vat_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The settings over a shop with the sample goods.
struct Shop {
    explicit Shop(TestCluster &cluster, QSize screenSize = {1366, 768}, Mode mode = Mode::Light)
        : server(cluster)
        , stores(server.address())
        , reports(stores.reads)
        , pictureStore(stores.orderCalls, stores.reads, stores.cache, stores.origin)
        , pictures(pictureStore)
        , desk(stores.catalogue, reports, stores.clock, {.zone = QTimeZone("Europe/Berlin")})
        , feed(stores.cache)
        , bench(screenSize, mode)
        , screen(bench.theme, *shelf.book, &bench.window)
    {
        screen.setFrame(bench.frame);
        screen.setDay({2026, 3, 2});
        screen.setGoods(desk, feed);
        screen.goodsPage()->setPictures(pictures, feed);
    }
    /// Opens the part of the page that has the pictures, for that good.
    PicturePanel &picturesOf(qint64 product)
    {
        GoodsPage &page = *screen.goodsPage();
        QTest::mouseClick(page.parts().word(1), Qt::LeftButton);
        page.picturePanel().choose(product);
        return page.picturePanel();
    }
    QString photo(const QColor &colour) const
    {
        QImage image(640, 480, QImage::Format_RGB32);
        image.fill(colour);
        const QString path = shelf.folder.filePath(u"photo.png"_s);
        return image.save(path) ? path : QString();
    }
    void importFile(ImportPanel &panel, const QByteArray &csv)
    {
        QFile file(shelf.folder.filePath(u"import.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        panel.file().setPath(file.fileName());
        QTest::mouseClick(&panel.importKey(), Qt::LeftButton);
    }

    TestDatabase server;
    DeskBench stores;
    AuditStore reports;
    PictureStore pictureStore;
    PictureDesk pictures;
    GoodsDesk desk;
    GoodsFeed feed;
    SettingsShelf shelf;
    SetupBench bench;
    SettingsScreen screen;
};

constexpr const char *heading = "name,category,tax_class,price_minor,currency\n";

}

/// The pages of the settings that bring goods and rates from files.
class TestSettingsGoods : public QObject
{
    Q_OBJECT
private slots:
    void goods_goodFile_isImportedAndCounted();
    void goods_badFile_listsItsLines();
    void goods_noFile_isSaid();
    void goods_file_isChosenInAWindow();
    void photo_given_isShownAndRemoved();
    void photo_bad_isSaid();
    void photo_good_isChosenFromAList();
    void rates_inForce_areShown();
    void rates_file_isImportedAndShown();
    void picture_data() { addScreens(); }
    void picture();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestSettingsGoods::goods_goodFile_isImportedAndCounted()
{
    Shop shop(m_cluster);
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    ImportPanel &panel = shop.screen.goodsPage()->importPanel();
    QVERIFY(!panel.importKey().isEnabled());
    shop.importFile(panel, QByteArray(heading) + "Zopf,Brot,food,680,EUR\n");
    QTRY_COMPARE(panel.outcome(), u"Done: 1 new, 0 changed, 0 as they were."_s);
    QCOMPARE(shop.server.value(u"SELECT count(*) FROM bakehouse.products WHERE active"_s), u"1"_s);
    const auto *count = shop.screen.goodsPage()->findChild<QLabel *>();
    QTRY_COMPARE(count->text(), u"Goods for sale: 1"_s);
}

void TestSettingsGoods::goods_badFile_listsItsLines()
{
    Shop shop(m_cluster);
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    ImportPanel &panel = shop.screen.goodsPage()->importPanel();
    shop.importFile(panel, QByteArray(heading) + "Zopf,Brot,food,much,EUR\n");
    QTRY_COMPARE(panel.outcome(), u"Nothing was imported. These lines need correcting:"_s);
    const auto *problems = panel.findChild<QListView *>(u"problemList"_s);
    QVERIFY(problems->isVisible());
    QCOMPARE(problems->model()->rowCount(), 1);
    shop.importFile(panel, QByteArray(heading) + "Zopf,Brot,food,680,EUR\n");
    QTRY_VERIFY(panel.outcome().startsWith(u"Done"_s));
    QVERIFY(!problems->isVisible());
}

void TestSettingsGoods::goods_noFile_isSaid()
{
    Shop shop(m_cluster);
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    ImportPanel &panel = shop.screen.goodsPage()->importPanel();
    panel.file().setPath(shop.shelf.folder.filePath(u"none.csv"_s));
    QTest::mouseClick(&panel.importKey(), Qt::LeftButton);
    QTRY_COMPARE(panel.outcome(), u"There is no such file."_s);
}

void TestSettingsGoods::goods_file_isChosenInAWindow()
{
    Shop shop(m_cluster);
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    QFile file(shop.shelf.folder.filePath(u"goods.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    FileField &field = shop.screen.goodsPage()->importPanel().file();
    QTest::mouseClick(field.findChild<QWidget *>(u"chooseFileKey"_s), Qt::LeftButton);
    auto *window = field.findChild<QFileDialog *>();
    QVERIFY(window && window->isVisible());
    window->selectFile(file.fileName());
    QMetaObject::invokeMethod(window, "accept");
    QTRY_COMPARE(field.path(), file.fileName());
    QVERIFY(shop.screen.goodsPage()->importPanel().importKey().isEnabled());
}

void TestSettingsGoods::photo_given_isShownAndRemoved()
{
    Shop shop(m_cluster);
    QVERIFY(await(shop.stores.cache.fresh()));
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    QTRY_VERIFY(shop.feed.find(1));
    PicturePanel &panel = shop.picturesOf(1);
    QVERIFY(!panel.setKey().isEnabled() && !panel.removeKey().isEnabled());
    panel.file().setPath(shop.photo(Qt::red));
    QTest::mouseClick(&panel.setKey(), Qt::LeftButton);
    QTRY_COMPARE(panel.outcome(), u"The page shows it now."_s);
    QTRY_VERIFY(panel.view().hasPicture());
    QTRY_VERIFY(panel.removeKey().isEnabled());
    const QString red = shop.feed.find(1)->picture;
    panel.file().setPath(shop.photo(Qt::blue));
    QTest::mouseClick(&panel.setKey(), Qt::LeftButton);
    QTRY_VERIFY(shop.feed.find(1)->picture != red);
    QTRY_VERIFY(panel.removeKey().isEnabled());
    QTest::mouseClick(&panel.removeKey(), Qt::LeftButton);
    QTRY_COMPARE(panel.outcome(), u"The page shows a drawing in its place."_s);
    QTRY_VERIFY(!panel.view().hasPicture());
    QCOMPARE(shop.server.value(u"SELECT count(*) FROM bakehouse.pictures"_s), u"0"_s);
}

void TestSettingsGoods::photo_bad_isSaid()
{
    Shop shop(m_cluster);
    QVERIFY(await(shop.stores.cache.fresh()));
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    QTRY_VERIFY(shop.feed.find(1));
    PicturePanel &panel = shop.picturesOf(1);
    QFile file(shop.shelf.folder.filePath(u"photo.jpg"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no picture");
    file.close();
    panel.file().setPath(file.fileName());
    QTest::mouseClick(&panel.setKey(), Qt::LeftButton);
    QTRY_COMPARE(panel.outcome(), u"This is no picture in PNG, JPEG or WebP, or it is damaged."_s);
    panel.file().setPath(shop.shelf.folder.filePath(u"none.png"_s));
    QTest::mouseClick(&panel.setKey(), Qt::LeftButton);
    QTRY_COMPARE(panel.outcome(), u"There is no such file."_s);
    QVERIFY(shop.feed.find(1)->picture.isEmpty());
}

void TestSettingsGoods::photo_good_isChosenFromAList()
{
    Shop shop(m_cluster);
    QVERIFY(await(shop.stores.cache.fresh()));
    shop.screen.open(u"goods"_s);
    QVERIFY(shop.bench.show());
    QTRY_VERIFY(shop.feed.find(1));
    PicturePanel &panel = shop.picturesOf(0);
    QCOMPARE(namelessControls(panel).join(u' '), QString());
    auto *good = panel.findChild<QAbstractButton *>(u"pictureGood"_s);
    QTest::mouseClick(good, Qt::LeftButton);
    QVERIFY(panel.choices().isVisible());
    QTest::keyClicks(QApplication::focusWidget(), u"baguette"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!panel.choices().isVisible());
    panel.file().setPath(shop.photo(Qt::red));
    QTest::mouseClick(&panel.setKey(), Qt::LeftButton);
    QTRY_COMPARE(shop.server.value(u"SELECT p.name FROM bakehouse.product_pictures pp JOIN "
                                   "bakehouse.products p ON p.id = pp.product_id"_s),
                 u"Baguette"_s);
}

void TestSettingsGoods::rates_inForce_areShown()
{
    Shop shop(m_cluster);
    QVERIFY(await(shop.stores.cache.fresh()));
    shop.screen.open(u"vat"_s);
    QVERIFY(shop.bench.show());
    const QAbstractItemModel *rates = shop.screen.vatPage()->table()->model();
    QTRY_COMPARE(rates->rowCount(), 2);
    const auto row = [rates](int index) {
        QStringList cells;
        for (int column = 0; column < rates->columnCount(); ++column)
            cells.append(rates->index(index, column).data().toString());
        return cells;
    };
    QCOMPARE(row(0), QStringList({u"Drinks"_s, u"19 %"_s, u"19 %"_s}));
    QCOMPARE(row(1), QStringList({u"Food"_s, u"7 %"_s, u"7 %"_s}));
    shop.screen.setDay({2025, 12, 31});
    QCOMPARE(row(1), QStringList({u"Food"_s, u"7 %"_s, u"19 %"_s}));
}

void TestSettingsGoods::rates_file_isImportedAndShown()
{
    Shop shop(m_cluster);
    QVERIFY(await(shop.stores.cache.fresh()));
    shop.screen.open(u"vat"_s);
    QVERIFY(shop.bench.show());
    shop.importFile(shop.screen.vatPage()->importPanel(),
                    "tax_class,takeaway_bp,eat_in_bp,valid_from\nbread,260,810,2024-01-01\n");
    const QAbstractItemModel *rates = shop.screen.vatPage()->table()->model();
    QTRY_COMPARE(rates->rowCount(), 3);
    QCOMPARE(rates->index(0, 0).data().toString(), u"bread"_s);
    QCOMPARE(rates->index(0, 1).data().toString(), u"2.6 %"_s);
}

void TestSettingsGoods::picture()
{
    QFETCH(QSize, screen);
    QFETCH(Mode, mode);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    Shop shop(m_cluster, screen, mode);
    QVERIFY(await(shop.stores.cache.fresh()));
    shop.screen.open(u"vat"_s);
    QVERIFY(shop.bench.show());
    QTRY_COMPARE(shop.screen.vatPage()->table()->model()->rowCount(), 2);
    QVERIFY(shop.screen.textFits());
    QVERIFY(shop.bench.picture(u"settings-vat-"_s + name));
    shop.screen.open(u"goods"_s);
    ImportPanel &panel = shop.screen.goodsPage()->importPanel();
    shop.importFile(panel, QByteArray(heading) + "Zopf,Brot,food,much,EUR\n,Brot,food,300,EUR\n");
    QTRY_VERIFY(!panel.outcome().isEmpty());
    QVERIFY(shop.screen.textFits());
    QVERIFY(shop.bench.picture(u"settings-goods-"_s + name));
    PicturePanel &pictures = shop.picturesOf(1);
    pictures.file().setPath(shop.photo(Qt::darkYellow));
    QTest::mouseClick(&pictures.setKey(), Qt::LeftButton);
    QTRY_VERIFY(pictures.view().hasPicture());
    QTRY_VERIFY(!pictures.outcome().isEmpty());
    QVERIFY(shop.screen.textFits());
    QVERIFY(shop.bench.picture(u"settings-pictures-"_s + name));
}

QTEST_MAIN(TestSettingsGoods)
#include "tst_settings_goods.moc"
