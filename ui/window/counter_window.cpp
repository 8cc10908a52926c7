#include "counter_window.h"

#include "basket_panel.h"
#include "bottom_bar.h"
#include "category_rail.h"
#include "clerk_bar.h"
#include "clock.h"
#include "counter.h"
#include "counter_sheets.h"
#include "first_run.h"
#include "first_run_screen.h"
#include "focus_ring.h"
#include "goods_desk.h"
#include "goods_feed.h"
#include "latency_meter.h"
#include "picture_shelf.h"
#include "scan_desk.h"
#include "scan_filter.h"
#include "search_box.h"
#include "sell_screen.h"
#include "shop_windows.h"
#include "tap_meter.h"
#include "theme.h"
#include "tile_page.h"
#include "till.h"
#include "top_bar.h"
#include "trouble_watch.h"
#include "when_done.h"
#include "words.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {
constexpr int tickMs = 1'000;
constexpr QSize firstSize(1366, 768);
}

CounterWindow::CounterWindow(const CounterParts &parts)
    : m_parts(parts)
    , m_goods(new GoodsFeed(parts.cache, this))
    , m_counter(new Counter({parts.till, *m_goods, parts.meter, parts.clock}, {}, this))
    , m_scanDesk(new ScanDesk(*m_counter, *m_goods, this))
    , m_pictures(new PictureShelf(parts.pictures, this))
    , m_sell(new SellScreen(parts.theme,
                            {*m_counter, *m_goods, parts.meter, *m_pictures, parts.clock}, this))
    , m_sheets(new CounterSheets({m_parts, *m_counter, *m_goods, *m_sell}, *this))
    , m_windows(new ShopWindows({parts.theme, parts.orders, parts.orderFeed, parts.tickets,
                                 parts.settings, parts.clock,
                                 [this](qint64 product) { return m_goods->find(product); }},
                                *this))
    , m_scanFilter(new ScanFilter(this))
    , m_tapMeter(new TapMeter(parts.meter, *this))
{
    m_pictures->setDesk(parts.pictureDesk);
    setObjectName(u"counterWindow"_s);
    setWindowTitle(u"Bakehouse"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connectSell();
    connectCounter();
    connectScanner();
    connectSettings();
    new TroubleWatch(parts.state, m_sell->topBar(), this);
    new FocusRing(parts.theme, this);
    applySettings();
    m_counter->takeUpBaskets();
    m_sheets->watchOrders();
    connect(&m_tick, &QTimer::timeout, m_sell, &SellScreen::tick);
    m_tick.start(tickMs);
    readHourlySales();
    if (parts.firstRun.needed())
        openFirstRun();
}

CounterWindow::~CounterWindow() = default;

void CounterWindow::connectSell()
{
    BasketPanel &basket = m_sell->basket();
    connect(&basket, &BasketPanel::cashAsked, this, [this] { act(CounterAction::Pay); });
    connect(&basket, &BasketPanel::cardAsked, this, [this] { act(CounterAction::CardExact); });
    connect(&basket, &BasketPanel::backAsked, m_sheets, &CounterSheets::closeAll);
    connect(&basket, &BasketPanel::quantityAsked, m_sheets, &CounterSheets::openQuantity);
    connect(&basket, &BasketPanel::customerAsked, this, [this] { act(CounterAction::Customer); });
    connect(&m_sell->bottomBar(), &BottomBar::asked, this, &CounterWindow::act);
    connect(&m_sell->clerkBar(), &ClerkBar::addAsked, this,
            [this] { act(CounterAction::NewClerk); });
    connect(&m_sell->topBar(), &TopBar::ordersAsked, this, [this] { act(CounterAction::Orders); });
    connect(&m_sell->topBar(), &TopBar::lockAsked, this, [this] { act(CounterAction::Lock); });
    connect(m_sell, &SellScreen::tileHeld, m_sheets, &CounterSheets::openTile);
    connect(m_sell, &SellScreen::tilesWanted, m_sheets, &CounterSheets::closeAll);
    connect(m_sell, &SellScreen::tilesMoved, this, &CounterWindow::moveTile);
    connect(m_sheets, &CounterSheets::said, this, &CounterWindow::say);
    connect(m_windows, &ShopWindows::said, this, &CounterWindow::say);
    connect(m_sheets, &CounterSheets::besideAsked, this, &CounterWindow::openBeside);
    connect(m_sheets, &CounterSheets::arrangeAsked, this, [this] { arrange(true); });
}

void CounterWindow::connectCounter()
{
    connect(m_counter, &Counter::refused, this,
            [this](const Error &error) { say(errorSentence(error), true); });
    connect(m_counter, &Counter::soldOutTapped, this, [this](qint64 product) {
        const Product *known = m_goods->find(product);
        if (known)
            say(tr("%1 is sold out. Hold the tile to sell it again.").arg(known->name), true);
    });
    connect(m_goods, &GoodsFeed::goodsChanged, this, &CounterWindow::applyFigures);
    connect(&m_parts.till, &Till::basketChanged, this, [this](const QUuid &basket) {
        if (!m_counter->knows(basket))
            m_counter->takeUpBaskets(); // Baskets read back from the journal.
    });
}

void CounterWindow::connectScanner()
{
    connect(m_scanFilter, &ScanFilter::scanned, this, &CounterWindow::scanned);
    connect(m_scanDesk, &ScanDesk::unknown, this, [this](const QString &code) {
        if (!m_sheets->openOrder(code)) // A customer's pick-up code?
            m_sheets->openUnknownCode(code);
    });
    connect(m_scanDesk, &ScanDesk::damaged, this, [this] {
        QApplication::beep();
        say(tr("The code could not be read whole. Scan it again."), true);
    });
    m_scanFilter->setUndo({.allows =
                               [this](QObject *focus, QChar letter) {
                                   const bool search = focus == &m_sell->topBar().search().edit();
                                   return search ? letter.isLetter() : typesNow();
                               },
                           .remember =
                               [this] {
                                   m_typedBefore = m_counter->typed();
                                   m_searchBefore = m_sell->topBar().search().edit().text();
                               },
                           .restore =
                               [this] {
                                   m_counter->setTyped(m_typedBefore);
                                   m_sell->topBar().search().edit().setText(m_searchBefore);
                                   if (m_searchBefore.isEmpty())
                                       m_sell->endSearch();
                               }});
    qApp->installEventFilter(m_tapMeter);
    qApp->installEventFilter(m_scanFilter); // Last installed, first asked.
}

void CounterWindow::readHourlySales()
{
    whenDone(m_parts.goodsDesk.salesByHour(), this,
             [this](const Result<std::vector<HourlySales>> &sales) {
                 if (sales)
                     m_sell->setHourlySales(*sales);
             });
}

void CounterWindow::scanned(const QString &code)
{
    m_sinceScan.start();
    if (m_sheets->takeScan(code))
        return;
    if (m_firstRun || !m_sheets->selling()) {
        QApplication::beep();
        say(tr("The scan was not taken. Finish what is open first."), true);
        return;
    }
    if (m_sell->searching())
        m_sell->endSearch();
    m_scanDesk->scan(code);
}

void CounterWindow::say(const QString &sentence, bool warning)
{
    m_sell->basket().say(sentence, warning);
}

bool CounterWindow::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::UpdateRequest) {
        m_tapMeter->painted();
        if (m_sinceScan.isValid()) {
            m_parts.meter.add(LatencyMeter::Span::Scan,
                              std::chrono::nanoseconds(m_sinceScan.nsecsElapsed()));
            m_sinceScan.invalidate();
        }
    }
    return done;
}

void CounterWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyLook();
}

void CounterWindow::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_parts.theme.color(Role::Bg));
}

void CounterWindow::moveTile(const QString &page, int from, int to)
{
    if (page.isEmpty() || !m_goods->catalogue())
        return;
    const std::vector<qint64> contents = tilePage(m_goods->catalogue()->goods(), page);
    whenDone(m_parts.goodsDesk.setTiles(page, movedTile(page, contents, from, to)), this,
             [this](const Result<void> &done) {
                 if (!done)
                     say(errorSentence(done.error()), true);
             });
}

void CounterWindow::arrange(bool on)
{
    if (on && m_sell->rail().open().isEmpty()) {
        say(tr("“Now” arranges itself. Open a category first."), false);
        return;
    }
    m_sell->setArranging(on);
    say(on ? tr("Tap a tile, then its new place. Esc or More ends it.") : QString(), false);
}

/// The counter stays the active window: what is typed next is still meant for it.
void CounterWindow::openBeside(CounterAction action)
{
    if (action == CounterAction::Kitchen)
        m_windows->toggleKitchen();
    else
        m_windows->togglePickup();
}

void CounterWindow::openFirstRun()
{
    m_firstRun = new FirstRunScreen(m_parts.theme, m_parts.firstRun,
                                    m_parts.clock.now().toLocalTime().date(), this);
    m_firstRun->setGeometry(rect());
    connect(m_firstRun, &FirstRunScreen::finished, this, [this] {
        m_firstRun->hide();
        m_firstRun->deleteLater();
        m_firstRun = nullptr;
        setFocus(Qt::OtherFocusReason);
    });
    m_firstRun->raise();
    m_firstRun->show();
}
