#include "picture_shop.h"

#include "await.h"
#include "category_rail.h"
#include "counter.h"
#include "counter_sheets.h"
#include "country.h"
#include "goods_desk.h"
#include "goods_feed.h"
#include "order_desk.h"
#include "product_index.h"
#include "sell_screen.h"
#include "sheet.h"
#include "tile_grid.h"
#include "tile_model.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QDateTime morning(QDate(2026, 3, 2), QTime(9, 42, 20), Qt::UTC);

struct Sample {
    const char *code, *name, *state, *pickup;
    std::vector<std::pair<int, int>> goods; ///< PLU, pieces.
    const char *placedBefore;
    int days = 0; ///< Until it is fetched.
};

/// As in the picture of the board.
const std::vector<Sample> &samples()
{
    static const std::vector<Sample> all {
        {"K7M2P", "Maya", "requested", "10:15", {{101, 2}, {111, 6}}, "2 min"},
        {"R4X9C", "Tom", "requested", "11:00", {{128, 1}, {102, 4}}, "5 min"},
        {"H3T8W", "Ida", "requested", "12:30", {{122, 3}}, "12 min"},
        {"B2N6F", "Ravi", "confirmed", "09:35", {{113, 1}, {136, 2}}, "20 min"},
        {"V8D3J", "Eve", "confirmed", "10:30", {{134, 12}, {101, 2}}, "20 min"},
        {"P5L7Q", "Noor", "confirmed", "10:45", {{127, 1}}, "20 min"},
        {"C9W4K", "Leo", "in_production", "10:00", {{143, 4}, {144, 1}}, "20 min"},
        {"T6H2N", "Sara", "in_production", "10:00", {{131, 8}, {102, 8}}, "20 min"},
        {"F4J8R", "Joe", "ready", "09:30", {{130, 1}, {135, 3}}, "20 min"},
        {"M3Q7D", "", "ready", "09:45", {{116, 2}}, "20 min"},
        {"L2H9K", "Otto", "confirmed", "17:30", {{101, 1}}, "20 min"},
        {"W8B4T", "Frida", "confirmed", "07:15", {{131, 4}, {102, 6}}, "1 day", 1},
        {"D5N3S", "Amal", "confirmed", "08:00", {{130, 2}}, "2 days", 4}};
    return all;
}

template <typename T> T need(const Result<T> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qUtf8Printable(describe(result.error())));
    return *result;
}

void need(const Result<void> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s", what, qUtf8Printable(describe(result.error())));
}

QString modeWord(Mode mode)
{
    switch (mode) {
    case Mode::Light:
        return u"light"_s;
    case Mode::Dark:
        return u"dark"_s;
    case Mode::Contrast:
        break;
    }
    return u"contrast"_s;
}

QByteArray contents(const QString &file)
{
    QFile source(QStringLiteral(BAKEHOUSE_GOODS "/") + file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("no file %s", qUtf8Printable(file));
    return source.readAll();
}

FirstRunChoice answers(bool german)
{
    return {.shopName = german ? u"Backhaus Linde"_s : u"Mill Lane Bakery"_s,
            .country = german ? u"DE"_s : u"GB"_s,
            .address = german ? u"Lindenstraße 4\n10969 Berlin"_s : u"7 Mill Lane\nBath BA1 2QT"_s,
            .taxNumber = german ? u"DE123456789"_s : u"GB123456789"_s,
            .footer = german ? u"Guten Appetit"_s : u"Baked here since five this morning"_s,
            .rates = countryOf(german ? u"DE"_s : u"GB"_s)->rates,
            .catalogueCsv = contents(german ? u"goods_de.csv"_s : u"goods_en.csv"_s)};
}

} // namespace

PictureShop::PictureShop(TestCluster &cluster, const Options &options)
    : m_options(options)
    , m_clock(morning)
    , m_cluster(cluster)
    , m_database(std::make_unique<TestDatabase>(cluster))
{
    QApplication::setCursorFlashTime(0);
    m_language.choose(options.language);
    open();
    if (options.questions == Questions::Answered)
        answerQuestions();
    m_theme = std::make_unique<Theme>();
    m_theme->apply(*qApp);
    m_window = std::make_unique<CounterWindow>(windowParts(*m_shop, *m_theme, Mode::Light));
    m_window->resize(options.size);
    m_window->show();
    m_window->setFocus();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        qFatal("the window did not come up");
    if (options.questions == Questions::Open)
        return;
    if (!QTest::qWaitFor([this] { return m_window->goods().index().byPlu(u"150"_s); }))
        qFatal("the goods were not indexed");
    arrangeTiles();
    placeOrders();
    need(m_window->counter().signOn(2), "a second clerk");
    m_window->counter().activate(0);
    seeOrders();
    m_window->sellScreen().rail().pressKey(options.language == "de"_L1 ? 1 : 2);
}

PictureShop::~PictureShop()
{
    m_window.reset();
    m_shop.reset();
}

void PictureShop::open()
{
    const QString file = m_folder.file(u"settings.ini"_s);
    QDir().mkpath(m_folder.data());
    QFile settings(file);
    if (!settings.open(QIODevice::WriteOnly))
        qFatal("no settings file");
    settings.write(
        u"ui.theme = %1\nui.text_percent = %2\nui.hand = %3\n"_s.arg(modeWord(m_options.mode))
            .arg(m_options.textPercent)
            .arg(m_options.hand == Hand::Left ? u"left"_s : u"right"_s)
            .toUtf8());
    settings.close();
    SettingSources sources {.settingsFile = file};
    sources.commandLine = {{u"data.directory"_s, m_folder.data()},
                           {u"database.url"_s, m_database->address().uri()},
                           {u"orders.flow"_s, u"staff"_s},
                           {u"api.enabled"_s, u"no"_s},
                           {u"shop.time_zone"_s, u"Europe/London"_s},
                           {u"counter.clerks"_s, u"Anna, Ben, Ida, Emre"_s}};
    m_shop = [&] {
        const Settings loaded = need(Settings::load(sources), "the settings");
        Result<std::unique_ptr<CounterShop>> opened = CounterShop::open(sources, loaded, m_clock);
        if (!opened)
            qFatal("the shop: %s", qUtf8Printable(describe(opened.error())));
        return *std::move(opened);
    }();
    m_shop->start();
    const bool up = QTest::qWaitFor(
        [this] { return m_shop->state().database().up && m_shop->catalogue().current(); }, 20'000);
    if (!up)
        qFatal("the database did not come up");
}

void PictureShop::answerQuestions()
{
    need(await(m_shop->firstRun().apply(answers(m_options.language == "de"_L1))), "the answers");
}

/// The first page as in the design's picture: a few goods of other categories in the last rows.
void PictureShop::arrangeTiles()
{
    const Product *first = m_window->goods().find(product(croissant));
    std::vector<TilePlace> places;
    for (int plu = 101; plu <= 127; ++plu)
        places.push_back({{}, plu - 101, product(plu)});
    int place = 28; // One place stays empty.
    for (const int plu : {128, 131, 136, 137, 138, 141, 143, 145})
        places.push_back({{}, place++, product(plu)});
    GoodsDesk &desk = m_shop->shop().goodsDesk();
    need(await(desk.setTiles(first->category, places)), "the tiles");
    need(await(desk.setAvailable(product(117), false)), "sold out");
    const auto shown = [this] {
        const Product *last = m_window->goods().find(product(117));
        return last && !last->available;
    };
    if (!QTest::qWaitFor(shown))
        qFatal("the goods did not change");
}

void PictureShop::placeOrders()
{
    for (const Sample &sample : samples()) {
        NewOrder order;
        order.customerName = u"Maya"_s;
        order.customerEmail = u"maya@example.org"_s;
        for (const auto &[plu, pieces] : sample.goods)
            order.lines.push_back({product(plu), Quantity::fromPieces(pieces)});
        const PlacedOrder placed = need(await(m_shop->orders().place(order)), "an order");
        m_database->execute(
            u"UPDATE bakehouse.orders SET pickup_code = '%1', customer_name = '%2', state = '%3', "
            "business_day = date '2026-03-02', pickup_start = p, pickup_end = p, "
            "due_at = p - interval '1 h', "
            "placed_at = timestamptz '2026-03-02 09:42Z' - interval '%5' "
            "FROM (SELECT timestamptz '2026-03-02 %4Z' + interval '%6 days' AS p) AS pickup "
            "WHERE public_id = %7"_s
                .arg(QLatin1StringView(sample.code), QLatin1StringView(sample.name),
                     QLatin1StringView(sample.state), QLatin1StringView(sample.pickup),
                     QLatin1StringView(sample.placedBefore))
                .arg(sample.days)
                .arg(placed.publicId));
    }
    m_shop->orderFeed().hint();
}

/// The orders that are past their first state were seen before.
void PictureShop::seeOrders()
{
    m_window->act(CounterAction::Orders);
    const QWidget *ordersKey = m_window->findChild<QWidget *>(u"ordersKey"_s);
    const auto seen = [&] { return ordersKey->accessibleDescription().startsWith(u"3, "_s); };
    if (!QTest::qWaitFor(seen))
        qFatal("the orders were not read");
    m_window->act(CounterAction::Back);
}

QString PictureShop::name() const
{
    QString name =
        u"%1-%2-%3"_s.arg(m_options.size.width()).arg(modeWord(m_options.mode), m_options.language);
    if (m_options.textPercent != 100)
        name += u"-%1"_s.arg(m_options.textPercent);
    return m_options.hand == Hand::Left ? name + u"-left"_s : name;
}

qint64 PictureShop::product(int plu)
{
    const Product *known = m_window->goods().index().byPlu(QString::number(plu));
    if (!known)
        qFatal("no goods with PLU %d", plu);
    return known->id;
}

void PictureShop::sell(int plu, const char *typed)
{
    for (const char letter : QByteArray(typed))
        m_window->counter().type(QLatin1Char(letter));
    m_window->counter().sell(product(plu));
}

void PictureShop::holdTile(int plu)
{
    TileGrid &grid = m_window->sellScreen().grid();
    const auto *model = qobject_cast<const TileModel *>(grid.model());
    const QModelIndex index = model->indexOfProduct(product(plu));
    const QPoint where = grid.tileRect(model->placeOf(index)).center();
    QTest::mousePress(grid.viewport(), Qt::LeftButton, {}, where);
    if (!QTest::qWaitFor([this] { return m_window->sheets().current() != nullptr; }))
        qFatal("a held tile opened nothing");
    QTest::mouseRelease(grid.viewport(), Qt::LeftButton, {}, where);
}

void PictureShop::tap(QPoint where)
{
    QWidget *target = m_window->childAt(where);
    QTest::mouseClick(target ? target : m_window.get(), Qt::LeftButton, {},
                      target ? target->mapFrom(m_window.get(), where) : where);
}

bool PictureShop::tapKey(const QString &objectName)
{
    QWidget *open = m_window->sheets().current();
    QWidget *key = open ? open->findChild<QWidget *>(objectName) : nullptr;
    if (!key || !key->isVisible())
        key = find(objectName);
    if (!key || !key->isEnabled())
        return false;
    tap(key->mapTo(m_window.get(), key->rect().center()));
    return true;
}

QWidget *PictureShop::focus()
{
    QWidget *focused = QApplication::focusWidget();
    return focused ? focused : m_window.get();
}

void PictureShop::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(focus(), key, modifiers);
}

void PictureShop::type(const QString &text)
{
    for (const QChar letter : text)
        QTest::keyClick(focus(), letter.toLatin1(), Qt::NoModifier, 40); // Slower than a scanner.
}

void PictureShop::scan(const QString &code)
{
    QWidget *where = focus();
    for (const QChar letter : code)
        QTest::keyClick(where, letter.toLatin1());
    QTest::keyClick(where, Qt::Key_Return);
}

void PictureShop::clear()
{
    for (int i = 0; i < 6; ++i)
        m_window->act(CounterAction::Back);
    Counter &counter = m_window->counter();
    counter.activate(0);
    counter.setMode(TaxMode::TakeAway);
    for (int i = 0; i < 20 && !counter.empty(); ++i) {
        counter.choose(0);
        counter.removeChosen();
    }
    QCoreApplication::sendPostedEvents();
}

bool PictureShop::loseDatabase()
{
    m_cluster.stop();
    m_shop->state().tryNow();
    return QTest::qWaitFor([this] { return m_shop->state().database().awaySince.isValid(); },
                           15'000);
}

QImage PictureShop::grab()
{
    for (int i = 0; i < 3; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
    }
    return m_window->grab().toImage().convertToFormat(QImage::Format_RGB32);
}
