#include "counter.h"
#include "kitchen_window.h"
#include "latency_panel.h"
#include "pickup_window.h"
#include "picture_shop.h"
#include "poster_desk.h"
#include "scenes.h"
#include "shop_windows.h"
#include "small_picture.h"
#include "ticket_paper.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QImageWriter>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Scenes that one shop is pictured in, one after the other.
struct Series {
    PictureShop::Options options;
    QStringList scenes;
};

/// What everybody wants to see, at the widest size.
const QStringList &mainScenes()
{
    static const QStringList names {u"sell"_s, u"tender-cash"_s, u"change"_s, u"orders"_s};
    return names;
}

QStringList everyScene()
{
    return {u"sell-empty"_s,    u"sell"_s,           u"search"_s,         u"tile-held"_s,
            u"weight"_s,        u"tender-typed"_s,   u"tender-mixed"_s,   u"receipt"_s,
            u"refund-all"_s,    u"discount-typed"_s, u"price"_s,          u"park"_s,
            u"recall"_s,        u"customer"_s,       u"info"_s,           u"clerks"_s,
            u"more"_s,          u"unknown-code"_s,   u"sold-out"_s,       u"arrange"_s,
            u"orders-time"_s,   u"orders-later"_s,   u"orders-scanned"_s, u"help"_s,
            u"settings-shop"_s, u"settings-vat"_s,   u"settings-look"_s,  u"lock"_s};
}

/// Where words are long.
QStringList germanScenes()
{
    return {u"sell"_s,         u"search"_s,  u"tile-held"_s,    u"tender-typed"_s,
            u"tender-mixed"_s, u"receipt"_s, u"refund-all"_s,   u"discount-typed"_s,
            u"park"_s,         u"more"_s,    u"unknown-code"_s, u"orders-time"_s,
            u"orders-later"_s, u"help"_s,    u"settings-look"_s};
}

std::vector<Series> everySeries()
{
    const QSize wide(1920, 1080), narrow(1024, 768);
    return {{{.size = wide}, mainScenes()},
            {{.size = wide, .mode = Mode::Dark}, mainScenes()},
            {{.language = u"de"_s, .size = wide}, {u"sell"_s, u"orders"_s}},
            {{}, everyScene()},
            {{.language = u"de"_s}, germanScenes()},
            {{.mode = Mode::Contrast}, {u"sell"_s, u"tender-cash"_s}},
            {{.textPercent = 200}, {u"sell"_s}},
            {{.hand = Hand::Left}, {u"sell"_s}},
            {{.size = narrow}, {u"sell"_s, u"tender-cash"_s}},
            {{.language = u"de"_s, .size = narrow}, {u"sell"_s}},
            {{.size = narrow, .mode = Mode::Dark}, {u"sell"_s}}};
}

/// Makes the pictures into one folder. Lives in main.
class Photographer final
{
public:
    explicit Photographer(QString folder)
        : m_folder(std::move(folder))
    {
    }

    void take(const Series &series)
    {
        PictureShop shop(m_cluster, series.options);
        for (const QString &name : series.scenes) {
            const auto scene = std::ranges::find(scenes(), name, &Scene::name);
            shop.clear();
            if (scene == scenes().end() || !scene->open(shop))
                fail(name);
            keep(shop, name);
        }
    }

    void takeQuestions(const QString &language)
    {
        PictureShop shop(m_cluster,
                         {.language = language, .questions = PictureShop::Questions::Open});
        for (const Scene &scene : questionScenes()) {
            if (!scene.open(shop))
                fail(scene.name);
            keep(shop, scene.name);
        }
    }

    /// The figures of the panel are measured, so these are made up.
    void takeSpeed(const QString &language)
    {
        PictureShop shop(m_cluster, {.language = language});
        LatencyMeter meter;
        for (int i = 1; i <= 200; ++i) {
            meter.add(LatencyMeter::Span::TapToPaint, 2ms + i * 20us);
            meter.add(LatencyMeter::Span::Search, 3ms + i * 10us);
            meter.add(LatencyMeter::Span::Scan, 4ms + i * 30us);
            meter.add(LatencyMeter::Span::Commit, 6ms + i * 40us);
        }
        LatencyPanel panel(shop.theme(), meter, &shop.window());
        panel.setFrame(shop.window().frame());
        panel.show();
        panel.raise();
        keep(shop, u"speed"_s);
    }

    /// The windows beside the counter's.
    void takeWindows(const PictureShop::Options &options)
    {
        PictureShop shop(m_cluster, options);
        ShopWindows &windows = shop.window().windows();
        windows.toggleKitchen();
        windows.togglePickup();
        windows.kitchen().resize(1920, 1080);
        windows.pickup().resize(1920, 1080);
        const bool shown = QTest::qWaitFor([&windows] {
            return !windows.kitchen().cards().empty() && !windows.pickup().codes().ready.empty();
        });
        if (!shown)
            fail(u"kitchen"_s);
        keep(windows.kitchen().grab().toImage(), u"kitchen-"_s + shop.name());
        keep(windows.pickup().grab().toImage(), u"customers-"_s + shop.name());
    }

    /// What is put on paper, as PDF: make.sh makes pictures of it.
    void takePapers()
    {
        keep(makeTicket({.code = u"K7M2P"_s,
                         .pickup = u"Pick-up 10:15"_s,
                         .name = u"Maya"_s,
                         .lines = {{u"2 ×"_s, u"Butter croissant"_s, u"Contains wheat, milk"_s},
                                   {u"6 ×"_s, u"Bread roll"_s, u"Allergens not recorded"_s}},
                         .note = u"No nuts, they are allergic"_s,
                         .foot = u"Ordered 09:42 on the web page"_s,
                         .again = {}}),
             u"ticket"_s);
        for (const QString &language : posterLanguages()) {
            const Result<PaperDocument> poster =
                posterFor(u"Bakehouse"_s, u"https://order.example.org/"_s, {language});
            if (!poster)
                fail(u"poster"_s);
            keep(*poster, u"poster-"_s + language);
        }
    }

    void takeAway(const PictureShop::Options &options)
    {
        PictureShop shop(m_cluster, options);
        if (!scenes().at(1).open(shop) || !shop.loseDatabase())
            fail(u"away"_s);
        keep(shop, u"away"_s);
        m_cluster.start();
    }

    int made() const { return m_made; }

private:
    static void fail(const QString &name) { qFatal("%s did not open", qUtf8Printable(name)); }

    void keep(PictureShop &shop, const QString &scene)
    {
        keep(shop.grab(), scene + u'-' + shop.name());
    }

    void keep(const QImage &picture, const QString &name)
    {
        const QString file = m_folder + u"/%1.png"_s.arg(name);
        QImageWriter writer(file, "png");
        writer.setCompression(100);
        if (!writer.write(smallPicture(picture)))
            qFatal("%s: %s", qUtf8Printable(file), qUtf8Printable(writer.errorString()));
        ++m_made;
    }

    void keep(const PaperDocument &paper, const QString &name)
    {
        QFile file(m_folder + u"/%1.pdf"_s.arg(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(paper.pdf) != paper.pdf.size())
            qFatal("%s: %s", qUtf8Printable(name), qUtf8Printable(file.errorString()));
        ++m_made;
    }

    const QString m_folder;
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    int m_made = 0;
};

} // namespace

/// counter_shots FOLDER: pictures of every screen of the counter.
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("TZ", "UTC");
    const QApplication application(argc, argv);
    if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::puts("counter_shots FOLDER");
        return 2;
    }
    Photographer photographer(QString::fromLocal8Bit(argv[1]));
    for (const Series &series : everySeries())
        photographer.take(series);
    for (const QString &language : {u"en"_s, u"de"_s}) {
        photographer.takeQuestions(language);
        photographer.takeAway({.language = language});
    }
    photographer.takeSpeed(u"en"_s);
    photographer.takePapers();
    photographer.takeWindows({.size = {1920, 1080}});
    photographer.takeWindows({.size = {1920, 1080}, .mode = Mode::Dark});
    photographer.takeWindows({.language = u"de"_s, .size = {1920, 1080}});
    photographer.takeAway({.size = {1024, 768}});
    std::printf("%d pictures\n", photographer.made());
    return 0;
}
