#include "sale_bench.h"

#include "basket_panel.h"
#include "category_rail.h"
#include "counter.h"
#include "counter_sheets.h"
#include "goods_feed.h"
#include "rail_key.h"
#include "search_results.h"
#include "sell_screen.h"
#include "sheet.h"
#include "tile_grid.h"
#include "tile_model.h"
#include "tile_page.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int signGapMs = 60; ///< Of fast fingers; well above a scanner's.
constexpr int deafMs = int(Sheet::deafMs) + 20;
constexpr int saleTimeoutMs = 20'000;
constexpr int longestSearch = 30;

Error went(const QString &wrong)
{
    return {.code = Error::Code::Internal, .detail = wrong};
}

} // namespace

SaleBench::SaleBench(CounterWindow &window, ClerkHands &hands, quint32 seed)
    : m_window(window)
    , m_hands(hands)
    , m_random(seed)
{
    for (const Product &product : window.goods().catalogue()->goods().products) {
        if (!product.barcode.isEmpty())
            m_scannable.push_back(product);
    }
    connect(&window.counter(), &Counter::sold, this, [this] {
        m_commits.add(BenchApplication::Clock::now() - m_hands.began());
        m_sold = true;
    });
}

Result<void> SaleBench::sell(const PlannedSale &sale)
{
    m_expected = {};
    ++m_sales;
    for (const PlannedLine &line : sale) {
        enter(line);
        if (soFar() != m_expected)
            return went(u"line %1 of sale %2 makes the basket %3, not %4"_s.arg(m_lines)
                            .arg(m_sales)
                            .arg(soFar().minor())
                            .arg(m_expected.minor()));
    }
    changeLine();
    if (soFar() != m_expected)
        return went(u"the changed basket of sale %1 is %2, not %3"_s.arg(m_sales)
                        .arg(soFar().minor())
                        .arg(m_expected.minor()));
    m_sold = false;
    payInCash();
    if (!m_hands.until([this] { return m_sold; }, saleTimeoutMs))
        return went(u"sale %1 was not booked"_s.arg(m_sales));
    if (m_window.counter().lastSale()->total != m_expected)
        return went(u"sale %1 was booked with another sum"_s.arg(m_sales));
    return {};
}

Money SaleBench::soFar() const
{
    return m_window.counter().total();
}

void SaleBench::enter(const PlannedLine &line)
{
    Product product = *m_window.goods().find(line.product);
    const qint64 turn = ++m_lines % 60;
    const bool byScanner = turn % 20 == 13 && !m_scannable.empty();
    if (byScanner && product.barcode.isEmpty())
        product = m_scannable[m_random.bounded(quint32(m_scannable.size()))];
    m_expected += product.price.scaled(line.pieces, 1);
    if (byScanner)
        return scan(product, line.pieces);
    if (turn == 30 && !product.plu.isEmpty()) {
        typePieces(line.pieces);
        return typePlu(product);
    }
    if (turn % 20 == 7 || !onFirstPages(product)) {
        typePieces(line.pieces);
        return search(product);
    }
    tapTiles(product, line.pieces);
}

/// Among the categories of the rail that are to be seen at once, and there without scrolling.
bool SaleBench::onFirstPages(const Product &product) const
{
    const Goods &goods = m_window.goods().catalogue()->goods();
    const auto category = std::ranges::find(goods.categories, product.category, &Category::name);
    const CounterFrame &frame = m_window.frame();
    if (category - goods.categories.begin() >= frame.categories - 2)
        return false;
    const std::vector<qint64> page = tilePage(goods, product.category);
    const auto place = std::ranges::find(page, product.id) - page.begin();
    return place < frame.columns * frame.rows;
}

RailKey *SaleBench::railKey(const QString &category) const
{
    for (RailKey *key : m_window.sellScreen().rail().findChildren<RailKey *>()) {
        if (key->isVisible() && key->text() == category)
            return key;
    }
    return nullptr;
}

/// In the window; empty when it is not on the page that is open.
QRect SaleBench::tileOf(qint64 product) const
{
    TileGrid &grid = m_window.sellScreen().grid();
    const auto *model = qobject_cast<const TileModel *>(grid.model());
    const QModelIndex index = model->indexOfProduct(product);
    if (!index.isValid())
        return {};
    const QRect tile = grid.tileRect(model->placeOf(index));
    if (!grid.viewport()->rect().contains(tile))
        return {};
    return {grid.viewport()->mapTo(&m_window, tile.topLeft()), tile.size()};
}

bool SaleBench::openPageOf(const Product &product)
{
    const bool open = !tileOf(product.id).isEmpty() && !m_window.sheets().current();
    if (open)
        return true;
    RailKey *key = railKey(product.category);
    if (key)
        m_hands.tap(*key, u"category"_s);
    return !tileOf(product.id).isEmpty();
}

void SaleBench::touchTile(qint64 product)
{
    const QPoint middle = tileOf(product).center();
    m_hands.tapAt(middle, u"tile"_s);
}

/// A few pieces are as many taps, or a number and one.
void SaleBench::tapTiles(const Product &product, int pieces)
{
    if (!openPageOf(product))
        return search(product);
    const bool byNumber = pieces > 3 || m_random.bounded(2) == 0;
    if (byNumber)
        typePieces(pieces);
    for (int tap = 0; tap < (byNumber ? 1 : pieces); ++tap)
        touchTile(product.id);
}

void SaleBench::typePieces(int pieces)
{
    if (pieces == 1)
        return;
    for (const QChar digit : QString::number(pieces)) {
        m_hands.type(digit, u"digit"_s);
        m_hands.pause(signGapMs);
    }
}

/// Letter by letter until the first result is what is wanted.
void SaleBench::search(const Product &product)
{
    auto *list = m_window.findChild<QListView *>(u"resultList"_s);
    const auto *model = qobject_cast<const ResultModel *>(list->model());
    for (const QChar letter : product.name.left(longestSearch)) {
        m_hands.type(letter, letter.isLetter() ? u"search letter"_s : u"search sign"_s);
        m_hands.pause(signGapMs);
        if (list->isVisible() && model->productAt(model->index(0)) == product.id)
            break;
    }
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->productAt(list->currentIndex()) == product.id)
            break;
        m_hands.key(Qt::Key_Down, u"search arrow"_s);
    }
    m_hands.key(Qt::Key_Return, u"search Enter"_s, u"\r"_s);
}

void SaleBench::scan(const Product &product, int pieces)
{
    typePieces(pieces);
    const Money before = soFar();
    m_hands.scan(product.barcode, u"scan"_s);
    if (soFar() != before || m_hands.longestGap().count() < 30)
        return;
    ++m_brokenScans;
    m_hands.key(Qt::Key_Escape, u"Esc"_s);
    m_hands.key(Qt::Key_Escape, u"Esc"_s);
    typePieces(pieces);
    search(product);
}

void SaleBench::typePlu(const Product &product)
{
    if (!m_window.counter().typed().isEmpty()) {
        m_hands.type(u'*', u"digit"_s);
        m_hands.pause(signGapMs);
    }
    for (const QChar digit : product.plu) {
        m_hands.type(digit, u"digit"_s);
        m_hands.pause(signGapMs);
    }
    m_hands.key(Qt::Key_Return, u"PLU Enter"_s, u"\r"_s);
}

/// Now and then somebody wants one more, or something not after all.
void SaleBench::changeLine()
{
    const Basket *basket = m_window.counter().basket();
    const BasketLine chosen = basket->lines.at(size_t(m_window.counter().chosenLine()));
    if (m_sales % 25 == 3) {
        m_hands.tap(*shown(u"onePieceMoreKey"_s), u"+ of the line"_s);
        m_expected += chosen.unitPrice;
    }
    if (m_sales % 25 == 11 && basket->lines.size() > 1) {
        m_hands.tap(*shown(u"removeKey"_s), u"Remove of the line"_s);
        m_expected -= chosen.gross();
    }
}

/// Every other sale by the key for exact cash, the others by a sum on the tender sheet.
void SaleBench::payInCash()
{
    if (m_sales % 2 == 0 || !takeSum())
        m_hands.key(Qt::Key_F12, u"F12, exact cash"_s);
}

bool SaleBench::takeSum()
{
    m_hands.tap(*shown(u"cashKey"_s), u"Cash"_s);
    m_hands.pause(deafMs);
    QList<QWidget *> sums;
    for (int number = 1; QWidget *sum = shown(u"sumKey%1"_s.arg(number)); ++number)
        sums << sum;
    if (sums.isEmpty())
        return false;
    m_hands.tap(*sums.at(m_random.bounded(int(sums.size()))), u"sum"_s);
    return true;
}

template <typename T> T *SaleBench::shown(const QString &objectName) const
{
    for (T *widget : m_window.findChildren<T *>(objectName)) {
        if (widget->isVisible() && widget->isEnabled())
            return widget;
    }
    return nullptr;
}
