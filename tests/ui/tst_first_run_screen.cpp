#include "await.h"
#include "choice_sheet.h"
#include "desk_bench.h"
#include "first_run_screen.h"
#include "key_button.h"
#include "language.h"
#include "segment.h"
#include "setup_bench.h"
#include "shop_store.h"
#include "test_database.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *goodCsv = "name,category,tax_class,price_minor,currency\n"
                                "Zopf,Brot,food,680,CHF\nKaffee,Getränke,drink,450,CHF\n";

/// A new shop on a database, or on none, and the first run's screen over it.
struct NewShop {
    explicit NewShop(const DatabaseAddress &address, QSize size = {1366, 768},
                     Mode mode = Mode::Light, int textPercent = 100)
        : desk(address, 1'000)
        , shop(desk.orderCalls, desk.cache, desk.origin)
        , firstRun({*shelf.book, shop, desk.catalogue, desk.cache, desk.clock}, FirstRun::Shop::New)
        , bench(size, mode, textPercent)
        , screen(bench.theme, firstRun, QDate(2026, 3, 2), &bench.window)
    {
        screen.resize(size);
    }
    void tap(const char *key) { QTest::mouseClick(bench.part<QWidget>(key), Qt::LeftButton); }
    void write(const char *field, const QString &text)
    {
        auto *edit = bench.part<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void choose(const QString &country)
    {
        tap("countryField");
        QTest::keyClicks(QApplication::focusWidget(), country);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    }
    void chooseFile(const QByteArray &csv)
    {
        QFile file(shelf.folder.filePath(u"goods.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(csv);
        file.close();
        QTest::mouseClick(bench.part<Segment>("goodsKind")->word(1), Qt::LeftButton);
        write("pathField", file.fileName());
    }
    QString words(const char *label) { return bench.part<QLabel>(label)->text(); }

    SettingsShelf shelf;
    DeskBench desk;
    ShopStore shop;
    FirstRun firstRun;
    SetupBench bench;
    FirstRunScreen screen;
};

}

/// The questions of the first start, as the owner answers them.
class TestFirstRunScreen : public QObject
{
    Q_OBJECT
private slots:
    void answers_allPages_setTheShopUp();
    void answers_byKeyboardAlone_setTheShopUp();
    void rates_typed_holdFromTheBeginning();
    void rates_wrong_stayOnThePage();
    void file_good_isCheckedAndImported();
    void file_badLines_areListed();
    void file_otherCurrency_isSaid();
    void country_missing_isAskedFor();
    void database_away_waitsAndSaysSo();
    void skip_atAnyPage_neverAsksAgain();
    void longName_isMarkedOnItsPage();
    void controls_haveNames();
    void picture_data() { addScreens(); }
    void picture();
    void textFits_atEverySize_data() { addTextSizes(); }
    void textFits_atEverySize();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestFirstRunScreen::answers_allPages_setTheShopUp()
{
    TestDatabase server(m_cluster);
    NewShop shop(server.address());
    QVERIFY(shop.bench.show());
    shop.write("shopNameField", u"Zum Ofen"_s);
    shop.choose(u"switz"_s);
    QTest::keyClicks(shop.bench.part<QPlainTextEdit>("addressField"), u"Marktgasse 1"_s);
    shop.write("taxNumberField", u"CHE-1"_s);
    shop.tap("nextKey");
    QCOMPARE(shop.screen.step(), 1);
    QCOMPARE(shop.bench.part<QLineEdit>("food.takeaway")->text(), u"2.6"_s);
    QCOMPARE(shop.bench.part<QLineEdit>("drink.eat_in")->text(), u"8.1"_s);
    QTest::keyClicks(shop.bench.part<QPlainTextEdit>("receiptFooterField"), u"Merci"_s);
    shop.tap("nextKey");
    QCOMPARE(shop.screen.step(), 2);
    shop.tap("nextKey");
    QTRY_COMPARE(shop.screen.step(), 3);
    QCOMPARE(shop.shelf.text("shop.name"), u"Zum Ofen"_s);
    QCOMPARE(shop.shelf.text("shop.address"), u"Marktgasse 1"_s);
    QCOMPARE(shop.shelf.text("shop.tax_number"), u"CHE-1"_s);
    QCOMPARE(shop.shelf.text("receipt.footer"), u"Merci"_s);
    QCOMPARE(server.value(u"SELECT currency FROM bakehouse.shop"_s), u"CHF"_s);
    QVERIFY(!shop.firstRun.needed());
    QSignalSpy finished(&shop.screen, &FirstRunScreen::finished);
    shop.tap("nextKey");
    QCOMPARE(finished.count(), 1);
}

void TestFirstRunScreen::answers_byKeyboardAlone_setTheShopUp()
{
    TestDatabase server(m_cluster);
    NewShop shop(server.address());
    QVERIFY(shop.bench.show());
    const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
    QTest::keyClicks(QApplication::focusWidget(), u"Oven"_s);
    press(Qt::Key_Tab);
    press(Qt::Key_Space); // Country.
    QVERIFY(shop.screen.choiceSheet()->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), u"kingdom"_s);
    press(Qt::Key_Return);
    shop.bench.part<QLineEdit>("shopNameField")->setFocus();
    press(Qt::Key_Return);
    QCOMPARE(shop.screen.step(), 1);
    press(Qt::Key_Escape);
    QCOMPARE(shop.screen.step(), 0);
    press(Qt::Key_Return);
    QCOMPARE(shop.screen.step(), 1);
    press(Qt::Key_Return);
    QCOMPARE(shop.screen.step(), 2);
    while (QApplication::focusWidget() != shop.bench.part<QWidget>("nextKey"))
        press(Qt::Key_Tab);
    press(Qt::Key_Return);
    QTRY_COMPARE(shop.screen.step(), 3);
    QCOMPARE(shop.shelf.text("shop.name"), u"Oven"_s);
    QCOMPARE(shop.shelf.text("shop.country"), u"GB"_s);
}

void TestFirstRunScreen::rates_typed_holdFromTheBeginning()
{
    TestDatabase server(m_cluster);
    NewShop shop(server.address());
    QVERIFY(shop.bench.show());
    shop.choose(u"germany"_s);
    shop.tap("nextKey");
    QCOMPARE(shop.bench.part<QLineEdit>("food.eat_in")->text(), u"7"_s);
    shop.write("food.eat_in", u"5,5 %"_s);
    shop.tap("nextKey");
    shop.tap("nextKey");
    QTRY_COMPARE(shop.screen.step(), 3);
    QCOMPARE(server.value(u"SELECT string_agg(valid_from::text || ' ' || rate_bp, ', ') FROM "
                          "bakehouse.tax_rates WHERE tax_class = 'food' AND mode = 'eat_in'"_s),
             u"2007-01-01 550"_s);
}

void TestFirstRunScreen::rates_wrong_stayOnThePage()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    shop.choose(u"germany"_s);
    shop.tap("nextKey");
    shop.write("drink.eat_in", u"190"_s);
    shop.tap("nextKey");
    QCOMPARE(shop.screen.step(), 1);
    QVERIFY(shop.bench.part<QLineEdit>("drink.eat_in")->hasFocus());
    QCOMPARE(shop.bench.part<QLineEdit>("drink.eat_in")->accessibleDescription(),
             u"Write a rate, for example 7"_s);
}

void TestFirstRunScreen::file_good_isCheckedAndImported()
{
    TestDatabase server(m_cluster);
    NewShop shop(server.address());
    QVERIFY(shop.bench.show());
    shop.choose(u"switz"_s);
    shop.tap("nextKey");
    shop.tap("nextKey");
    shop.chooseFile(goodCsv);
    shop.tap("checkFileKey");
    QTRY_COMPARE(shop.words("fileOutcome"), u"Goods in the file: 2. All lines are good."_s);
    shop.tap("nextKey");
    QTRY_COMPARE(shop.screen.step(), 3);
    QCOMPARE(server.value(u"SELECT count(*) FROM bakehouse.products WHERE active"_s), u"2"_s);
}

void TestFirstRunScreen::file_badLines_areListed()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    shop.choose(u"switz"_s);
    shop.tap("nextKey");
    shop.tap("nextKey");
    shop.chooseFile("name,category,tax_class,price_minor,currency\nZopf,Brot,food,much,CHF\n");
    shop.tap("nextKey"); // Reads it first.
    QTRY_COMPARE(shop.words("fileOutcome"), u"Lines to correct: 1"_s);
    auto *problems = shop.bench.part<QListView>("problemList");
    QVERIFY(problems->isVisible());
    QVERIFY(problems->model()->index(0, 0).data().toString().startsWith(u"Line 2: "_s));
    QCOMPARE(shop.screen.step(), 2);
    QTest::mouseClick(shop.bench.part<Segment>("goodsKind")->word(0), Qt::LeftButton);
    QVERIFY(!problems->isVisible());
}

void TestFirstRunScreen::file_otherCurrency_isSaid()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    shop.choose(u"germany"_s);
    shop.tap("nextKey");
    shop.tap("nextKey");
    shop.chooseFile(goodCsv);
    shop.tap("checkFileKey");
    QTRY_COMPARE(shop.words("fileOutcome"), u"The file is in CHF, the shop in EUR."_s);
    shop.tap("nextKey");
    QCOMPARE(shop.screen.step(), 2);
    QVERIFY(!shop.screen.waitsForDatabase());
}

void TestFirstRunScreen::country_missing_isAskedFor()
{
    NewShop shop(DeskBench::nowhere()); // The tests' locale, "C", says no country.
    QVERIFY(shop.bench.show());
    shop.tap("nextKey");
    QCOMPARE(shop.screen.step(), 0);
    QVERIFY(shop.bench.part<QWidget>("countryField")->hasFocus());
}

void TestFirstRunScreen::database_away_waitsAndSaysSo()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    shop.choose(u"germany"_s);
    for (int i = 0; i < 3; ++i)
        shop.tap("nextKey");
    QTRY_VERIFY(shop.screen.waitsForDatabase());
    QVERIFY(shop.words("firstRunStatus").startsWith(u"The database is not there yet."_s));
    QCOMPARE(shop.screen.step(), 2);
    QSignalSpy finished(&shop.screen, &FirstRunScreen::finished);
    shop.tap("skipKey");
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!shop.firstRun.needed());
    QCOMPARE(shop.shelf.text("shop.country"), QString());
}

void TestFirstRunScreen::skip_atAnyPage_neverAsksAgain()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    QVERIFY(shop.firstRun.needed());
    QSignalSpy finished(&shop.screen, &FirstRunScreen::finished);
    shop.tap("skipKey");
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!shop.firstRun.needed());
}

void TestFirstRunScreen::longName_isMarkedOnItsPage()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    shop.choose(u"germany"_s);
    shop.bench.part<QLineEdit>("shopNameField")->setText(QString(101, u'x'));
    for (int i = 0; i < 3; ++i)
        shop.tap("nextKey");
    QTRY_COMPARE(shop.screen.step(), 0);
    QCOMPARE(shop.bench.part<QLineEdit>("shopNameField")->accessibleDescription(),
             u"Write 1 to 100 characters"_s);
}

void TestFirstRunScreen::controls_haveNames()
{
    NewShop shop(DeskBench::nowhere());
    QVERIFY(shop.bench.show());
    shop.choose(u"germany"_s);
    QCOMPARE(namelessControls(shop.bench.window).join(u' '), QString());
}

void TestFirstRunScreen::picture()
{
    QFETCH(QSize, screen);
    QFETCH(Mode, mode);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    NewShop shop(DeskBench::nowhere(), screen, mode);
    QVERIFY(shop.bench.show());
    shop.write("shopNameField", u"Zum Ofen"_s);
    shop.choose(code == u"de"_s ? u"schweiz"_s : u"switz"_s);
    const auto look = [&](const QString &page) {
        QCoreApplication::processEvents();
        QVERIFY2(shop.screen.textFits(), qPrintable(page));
        QVERIFY(shop.bench.picture(u"first-run-%1-%2"_s.arg(page, name)));
    };
    look(u"shop"_s);
    shop.tap("nextKey");
    look(u"vat"_s);
    shop.tap("nextKey");
    look(u"goods"_s);
    shop.chooseFile("name,category,tax_class,price_minor,currency\nZopf,Brot,food,much,CHF\n"
                    "Kaffee,Getränke,drink,-4,CHF\n");
    shop.tap("checkFileKey");
    QTRY_VERIFY(!shop.words("fileOutcome").isEmpty());
    look(u"file"_s);
}

void TestFirstRunScreen::textFits_atEverySize()
{
    QFETCH(QSize, screen);
    QFETCH(int, percent);
    QFETCH(QString, code);
    Language language;
    language.choose(code);
    TestDatabase server(m_cluster);
    NewShop shop(server.address(), screen, Mode::Light, percent);
    QVERIFY(shop.bench.show());
    shop.choose(code == u"de"_s ? u"schweiz"_s : u"switz"_s);
    for (int step = 0; step < 4; ++step) {
        QTRY_COMPARE(shop.screen.step(), step);
        QCoreApplication::processEvents();
        if (!shop.screen.textFits() || step == 3)
            shop.bench.picture(u"first-run-%1-"_s.arg(step)
                               + QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY2(shop.screen.textFits(), qPrintable(QString::number(step)));
        shop.tap("nextKey");
    }
}

QTEST_MAIN(TestFirstRunScreen)
#include "tst_first_run_screen.moc"
