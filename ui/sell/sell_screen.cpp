#include "sell_screen.h"

#include "basket_panel.h"
#include "bottom_bar.h"
#include "category_rail.h"
#include "clerk_bar.h"
#include "clock.h"
#include "counter.h"
#include "goods_feed.h"
#include "now_goods.h"
#include "search_box.h"
#include "search_results.h"
#include "tile_delegate.h"
#include "tile_grid.h"
#include "tile_model.h"
#include "tile_page.h"
#include "top_bar.h"

#include <QPainter>

using namespace Qt::StringLiterals;

SellScreen::SellScreen(const Theme &theme, const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_counter(parts.counter)
    , m_goods(parts.goods)
    , m_clock(parts.clock)
    , m_tiles(new TileModel(parts.goods, this))
    , m_topBar(new TopBar(theme, this))
    , m_clerkBar(new ClerkBar(theme, parts.counter, this))
    , m_rail(new CategoryRail(theme, this))
    , m_grid(new TileGrid(theme, *m_tiles, this))
    , m_results(new SearchResults(theme, parts.goods, parts.meter, this))
    , m_basket(new BasketPanel(theme, parts.counter, parts.goods, this))
    , m_bottomBar(new BottomBar(theme, this))
{
    setObjectName(u"sellScreen"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_results->hide();
    m_grid->setPictures(parts.pictures);
    connectParts();
    connectSearch();
    tick();
}

void SellScreen::connectParts()
{
    connect(m_rail, &CategoryRail::opened, this, [this] {
        endSearch();
        emit tilesWanted();
        showPage();
    });
    connect(m_grid, &TileGrid::tapped, this, [this](qint64 product) { m_counter.sell(product); });
    connect(m_grid, &TileGrid::held, this, &SellScreen::tileHeld);
    connect(m_grid, &TileGrid::moved, this,
            [this](int from, int to) { emit tilesMoved(m_rail->open(), from, to); });
    connect(&m_goods, &GoodsFeed::goodsChanged, this, [this] {
        m_rail->setCategories(m_goods.catalogue()->goods().categories);
        showPage();
    });
    connect(&m_goods, &GoodsFeed::stockChanged, m_tiles, &TileModel::refreshStock);
    connect(&m_counter, &Counter::typedChanged, this, &SellScreen::showTyped);
    connect(&m_counter, &Counter::basketChanged, this,
            [this] { m_bottomBar->setUndoable(m_counter.canUndo()); });
    if (m_goods.catalogue())
        m_rail->setCategories(m_goods.catalogue()->goods().categories);
}

void SellScreen::connectSearch()
{
    SearchBox &box = m_topBar->search();
    connect(&box, &SearchBox::textChanged, this, &SellScreen::searchFor);
    connect(&box, &SearchBox::enterPressed, m_results, &SearchResults::sellMarked);
    connect(&box, &SearchBox::arrowPressed, m_results, &SearchResults::move);
    connect(&box, &SearchBox::leaveAsked, this, &SellScreen::endSearch);
    connect(m_results, &SearchResults::chosen, this, &SellScreen::sellFound);
}

void SellScreen::setFrame(const CounterFrame &frame, Hand hand)
{
    m_frame = frame;
    m_hand = hand;
    m_grid->setTileSize(frame.tile, frame.gap);
    m_tiles->setShape(frame.columns, frame.rows);
    m_topBar->setFrame(frame);
    m_clerkBar->setFrame(frame);
    m_rail->setFrame(frame, hand);
    m_basket->setFrame(frame);
    m_bottomBar->setFrame(frame, hand);
    m_results->setRowHeight(frame.line);
    place();
    showPage();
}

void SellScreen::setFigures(const Figures &figures)
{
    m_tiles->setFigures(figures);
    m_clerkBar->setFigures(figures);
    m_basket->setFigures(figures);
    m_results->setFigures(figures);
}

void SellScreen::setLowStock(int pieces)
{
    m_tiles->setLowStock(pieces);
}

void SellScreen::setHourlySales(std::vector<HourlySales> sales)
{
    m_sales = std::move(sales);
    showPage();
}

void SellScreen::setArranging(bool arranging)
{
    m_grid->setUse(arranging ? TileGrid::Use::Arranging : TileGrid::Use::Selling);
}

bool SellScreen::arranging() const
{
    return m_grid->use() == TileGrid::Use::Arranging;
}

void SellScreen::tick()
{
    const QDateTime now = m_clock.now().toLocalTime();
    m_topBar->setTime(now.time());
    if (m_hour == now.time().hour())
        return;
    m_hour = now.time().hour();
    if (m_rail->open().isEmpty())
        showPage();
}

std::vector<qint64> SellScreen::placesOf(const QString &page) const
{
    if (!m_goods.catalogue())
        return {};
    const Goods &goods = m_goods.catalogue()->goods();
    if (page.isEmpty())
        return nowGoods(goods, m_sales, m_hour, m_frame.columns * m_frame.rows);
    return tilePage(goods, page);
}

void SellScreen::showPage()
{
    m_tiles->setPlaces(placesOf(m_rail->open()));
    m_grid->pageChanged();
}

void SellScreen::showTyped()
{
    const QString typed = m_counter.typed();
    QString pill = typed;
    pill.remove(u'*');
    m_grid->setTypedPill(pill.isEmpty() ? QString() : pill + u" ×"_s);
    m_basket->sayTyped(typed);
}

bool SellScreen::searching() const
{
    return m_results->isVisible();
}

bool SellScreen::searchInUse() const
{
    return m_topBar->search().edit().hasFocus();
}

void SellScreen::setBarAlone(bool alone)
{
    m_barAlone = alone;
    m_topBar->setAlone(alone);
    m_clerkBar->setVisible(!alone);
    place();
}

void SellScreen::beginSearch(const QString &text)
{
    SearchBox &box = m_topBar->search();
    box.edit().show();
    box.edit().setFocus(Qt::ShortcutFocusReason);
    if (!text.isEmpty())
        box.edit().insert(text);
}

void SellScreen::endSearch()
{
    m_topBar->search().clear();
    m_results->hide();
    window()->setFocus(Qt::OtherFocusReason);
}

void SellScreen::searchFor(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        m_results->hide();
        return;
    }
    if (!m_results->isVisible())
        emit tilesWanted();
    m_results->search(text);
    m_results->raise();
    m_results->show();
}

void SellScreen::sellFound(qint64 product)
{
    endSearch();
    m_counter.sell(product);
}

bool SellScreen::textFits() const
{
    return m_grid->textFits() && m_rail->textFits() && m_basket->textFits()
        && m_bottomBar->textFits() && m_clerkBar->textFits();
}

void SellScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void SellScreen::place()
{
    const QRect whole(0, 0, width(), m_frame.topBar.height());
    m_topBar->setGeometry(m_barAlone ? whole : m_frame.topBar);
    m_clerkBar->setGeometry(m_frame.tabs);
    m_rail->setGeometry(m_frame.rail);
    m_basket->setGeometry(m_frame.basket);
    m_bottomBar->setGeometry(m_frame.bottomBar);
    m_results->setGeometry(m_frame.sheet);
    // The last gap belongs to the last section, so that a section is a tile and a gap throughout.
    m_grid->setGeometry(m_frame.grid.adjusted(0, 0, m_frame.gap, m_frame.gap));
}

void SellScreen::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Bg));
}
