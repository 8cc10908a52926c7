#include "bottom_bar.h"
#include "counter.h"
#include "key_button.h"
#include "picture_shop.h"
#include "rail_key.h"
#include "scenes.h"
#include "search_box.h"
#include "sell_screen.h"
#include "status_light.h"
#include "text_probe.h"
#include "top_bar.h"

#include <QDir>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Of keys that stand in a row all show their icon, or none does; with plain text all do.
template <typename Key> bool lacksIcons(const QWidget &row, int textPercent)
{
    int with = 0;
    int without = 0;
    for (const Key *key : row.findChildren<Key *>()) {
        if (key->isVisible())
            ++(key->showsIcon() ? with : without);
    }
    return without > 0 && (with > 0 || textPercent == 100);
}

bool lightsCoverTheSearch(TopBar &bar)
{
    const QRect search = bar.search().geometry();
    const auto lights = bar.findChildren<StatusLight *>();
    return bar.search().isVisible()
        && std::ranges::any_of(lights, [&search](const StatusLight *light) {
               return light->isVisible() && light->geometry().intersects(search);
           });
}

QStringList rowFaults(PictureShop &shop)
{
    CounterWindow &window = shop.window();
    const int percent = shop.options().textPercent;
    QStringList found;
    if (lacksIcons<RailKey>(window, percent))
        found << u"the rail shows some icons and not others"_s;
    if (lacksIcons<KeyButton>(window.sellScreen().bottomBar(), percent))
        found << u"the bottom bar shows some icons and not others"_s;
    if (lightsCoverTheSearch(window.sellScreen().topBar()))
        found << u"lights lie over the search"_s;
    return found;
}

}

/// Every screen and sheet of the real counter, opened as a clerk opens it, at each size, in each
/// mode, language, size of text and for both hands: no text is cut, elided or over another.
/// Pictures of what fails: build/dev/pictures/look-*.png.
class TestCounterLook final : public QObject
{
    Q_OBJECT
private slots:
    void everyScene_showsItsTextWhole_data();
    void everyScene_showsItsTextWhole();
    void databaseAway_saysSoWhole_data();
    void databaseAway_saysSoWhole();
    void firstQuestions_showTheirTextWhole_data();
    void firstQuestions_showTheirTextWhole();

private:
    static void addSizes();
    static void tell(const QStringList &faults);
    void look(PictureShop &shop, const QString &scene, QStringList &faults);

    QSet<QString> m_told; ///< What stands on many screens is told once.
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

/// A third of the combinations, each size, mode, language and hand among them; all 36 take eight
/// minutes and are asked for with BAKEHOUSE_EVERY_LOOK=1.
void TestCounterLook::everyScene_showsItsTextWhole_data()
{
    QTest::addColumn<PictureShop::Options>("options");
    const bool every = qEnvironmentVariableIsSet("BAKEHOUSE_EVERY_LOOK");
    int number = 0;
    for (const QString &language : {u"en"_s, u"de"_s}) {
        for (const QSize size : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
            const int turn = number++;
            int kind = 0;
            const auto add = [&](const char *name, const PictureShop::Options &options) {
                if (every || (kind++ + turn) % 3 == 0)
                    QTest::addRow("%s-%d-%s", qPrintable(language), size.width(), name) << options;
            };
            add("light", {.language = language, .size = size});
            add("dark", {.language = language, .size = size, .mode = Mode::Dark});
            add("contrast", {.language = language, .size = size, .mode = Mode::Contrast});
            add("150", {.language = language, .size = size, .textPercent = 150});
            add("200", {.language = language, .size = size, .textPercent = 200});
            add("left", {.language = language, .size = size, .hand = Hand::Left});
        }
    }
}

/// Each size in both languages, with plain and with the largest text.
void TestCounterLook::addSizes()
{
    QTest::addColumn<PictureShop::Options>("options");
    for (const QString &language : {u"en"_s, u"de"_s}) {
        for (const QSize size : {QSize(1920, 1080), QSize(1366, 768), QSize(1024, 768)}) {
            for (const int percent : {100, 200})
                QTest::addRow("%s-%d-%d", qPrintable(language), size.width(), percent)
                    << PictureShop::Options {
                           .language = language, .size = size, .textPercent = percent};
        }
    }
}

void TestCounterLook::look(PictureShop &shop, const QString &scene, QStringList &faults)
{
    const QImage picture = shop.grab();
    QStringList found = textFaults(shop.window()) + rowFaults(shop);
    if (const QString denying = deniesToFit(shop); !denying.isEmpty())
        found << denying + u" says that its text does not fit"_s;
    if (found.isEmpty() && !qEnvironmentVariableIsSet("BAKEHOUSE_ALL_PICTURES"))
        return;
    picture.save(QStringLiteral(BAKEHOUSE_PICTURES "/look-%1-%2.png").arg(scene, shop.name()));
    for (const QString &fault : std::as_const(found)) {
        if (!m_told.contains(fault))
            faults << scene + u": "_s + fault;
        m_told.insert(fault);
    }
}

void TestCounterLook::everyScene_showsItsTextWhole()
{
    QFETCH(PictureShop::Options, options);
    QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
    QStringList faults;
    m_told.clear();
    PictureShop shop(m_cluster, options);
    for (const Scene &scene : scenes()) {
        shop.clear();
        if (!scene.open(shop) || openSheet(shop) != scene.sheet)
            faults << scene.name + u": did not open, but "_s + openSheet(shop);
        look(shop, scene.name, faults);
    }
    tell(faults);
}

void TestCounterLook::tell(const QStringList &faults)
{
    for (const QString &fault : faults)
        qWarning().noquote() << fault;
    QCOMPARE(faults.size(), 0);
}

void TestCounterLook::databaseAway_saysSoWhole_data()
{
    addSizes();
}

void TestCounterLook::databaseAway_saysSoWhole()
{
    QFETCH(PictureShop::Options, options);
    m_told.clear();
    QStringList faults;
    {
        PictureShop shop(m_cluster, options);
        QVERIFY(shop.loseDatabase());
        look(shop, u"away"_s, faults);
        shop.sell(PictureShop::croissant);
        QCOMPARE(shop.window().counter().total(),
                 Money::fromMinor(options.language == "de"_L1 ? 160 : 180));
    }
    m_cluster.start();
    tell(faults);
}

void TestCounterLook::firstQuestions_showTheirTextWhole_data()
{
    addSizes();
}

void TestCounterLook::firstQuestions_showTheirTextWhole()
{
    QFETCH(PictureShop::Options, options);
    options.questions = PictureShop::Questions::Open;
    m_told.clear();
    QStringList faults;
    PictureShop shop(m_cluster, options);
    for (const Scene &scene : questionScenes()) {
        if (!scene.open(shop))
            faults << scene.name + u": did not open"_s;
        look(shop, scene.name, faults);
    }
    tell(faults);
}

QTEST_MAIN(TestCounterLook)
#include "tst_counter_look.moc"
