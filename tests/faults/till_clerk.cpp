#include "till_clerk.h"

#include "counter.h"
#include "counter_window.h"
#include "goods_feed.h"
#include "sell_screen.h"
#include "tile_grid.h"
#include "tile_model.h"
#include "when_done.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int betweenSalesMs = 5;
constexpr int askAgainMs = 50;
constexpr int exitGivenUp = 3;

}

TillClerk::TillClerk(CounterShop &shop, CounterWindow *window, Plan plan)
    : m_shop(shop)
    , m_window(window)
    , m_plan(std::move(plan))
    , m_acks(m_plan.acks)
    , m_random(m_plan.seed)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &TillClerk::go);
    connect(&shop.till(), &Till::sold, this, [this] {
        if (const std::optional<Receipt> receipt = m_shop.till().lastReceipt(); m_window && receipt)
            sold(*receipt);
    });
}

Result<void> TillClerk::start()
{
    // Unbuffered: a line is with the system when the next sale begins.
    if (!m_acks.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return Error {
            .code = Error::Code::Unavailable, .field = m_plan.acks, .detail = m_acks.errorString()};
    m_patience.setRemainingTime(m_plan.patienceMs);
    m_next.start(0);
    return {};
}

bool TillClerk::ready() const
{
    const bool goods =
        m_window ? bool(m_window->goods().catalogue()) : bool(m_shop.catalogue().current());
    return goods && m_shop.till().state().tillNumber > 0;
}

void TillClerk::go()
{
    if (m_patience.hasExpired())
        return QCoreApplication::exit(exitGivenUp);
    if (m_plan.sales > 0 && m_sold >= m_plan.sales)
        return finish();
    if (!ready()) {
        m_next.start(askAgainMs);
        return;
    }
    sell();
}

void TillClerk::sell()
{
    if (m_window)
        sellAtWindow();
    else
        sellAtTill();
}

/// A few tiles of the page that is open, then the key for exact cash.
void TillClerk::sellAtWindow()
{
    TileGrid &grid = m_window->sellScreen().grid();
    const auto *model = qobject_cast<const TileModel *>(grid.model());
    std::vector<QPoint> tiles;
    for (const Tile &tile : model->tiles()) {
        const QModelIndex index = model->indexOfProduct(tile.product);
        if (tile.product > 0 && index.isValid() && !tile.soldOut)
            tiles.push_back(grid.tileRect(model->placeOf(index)).center());
    }
    const int taps = tiles.empty() ? 0 : m_random.bounded(1, 4);
    for (int tap = 0; tap < taps; ++tap) {
        const QPoint tile = tiles.at(size_t(m_random.bounded(int(tiles.size()))));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, tile);
    }
    QTest::keyClick(m_window, Qt::Key_F12);
    m_next.start(askAgainMs); // When nothing was sold: sold() begins the next one sooner.
}

/// Now and then a customer looks for the money so long that the basket is written before it is
/// paid.
void TillClerk::sellAtTill()
{
    if (m_unpaid && m_shop.till().basket(*m_unpaid))
        return pay(*m_unpaid);
    m_unpaid = m_shop.till().startBasket(TaxMode::TakeAway).uuid;
    fill(*m_unpaid);
    if (m_sold % 3 == 0)
        m_next.start(askAgainMs);
    else
        pay(*m_unpaid);
}

/// Of what is sold by the piece at a price.
void TillClerk::fill(const QUuid &basket)
{
    std::vector<qint64> pieces;
    for (const Product &product : m_shop.catalogue().current()->goods().products) {
        if (product.unit == SaleUnit::Piece)
            pieces.push_back(product.id);
    }
    for (int line = m_random.bounded(1, 4); line > 0; --line) {
        const qint64 product = pieces.at(size_t(m_random.bounded(int(pieces.size()))));
        const Result<void> added =
            m_shop.till().add(basket, product, Quantity::fromPieces(m_random.bounded(1, 4)));
        if (!added)
            qFatal("not added: %s", qUtf8Printable(describe(added.error())));
    }
}

void TillClerk::pay(const QUuid &basket)
{
    const Money total = m_shop.till().basket(basket)->total();
    const Money byCard = m_random.bounded(2) == 0 ? Money::fromMinor(total.minor() / 2) : Money();
    std::vector<Tender> tenders {{.method = TenderMethod::Cash, .amount = total - byCard}};
    if (byCard.minor() > 0)
        tenders.push_back({.method = TenderMethod::Card, .amount = byCard});
    whenDone(m_shop.till().pay(basket, tenders), this, [this](const Result<Receipt> &receipt) {
        if (receipt)
            sold(*receipt);
        else
            refused(receipt.error());
    });
}

void TillClerk::sold(const Receipt &receipt)
{
    m_unpaid.reset();
    m_refusalTold = false;
    m_patience.setRemainingTime(m_plan.patienceMs);
    const QByteArray line = receipt.uuid.toByteArray(QUuid::WithoutBraces) + ' '
        + QByteArray::number(receipt.number) + ' ' + QByteArray::number(receipt.total.minor())
        + '\n';
    if (m_acks.write(line) != line.size())
        qFatal("%s cannot be written", qUtf8Printable(m_plan.acks));
    ++m_sold;
    if (m_plan.settingsEvery > 0 && m_sold % m_plan.settingsEvery == 0)
        changeSetting();
    m_next.start(betweenSalesMs);
}

void TillClerk::refused(const Error &error)
{
    if (!std::exchange(m_refusalTold, true))
        qInfo("refused: %s", qUtf8Printable(describe(error)));
    m_next.start(askAgainMs);
}

void TillClerk::changeSetting()
{
    const QString clerks = u"Anna, Ben %1"_s.arg(m_sold);
    whenDone(m_shop.settings().save({{u"counter.clerks"_s, clerks}}), this,
             [](const Result<void> &saved) {
                 if (!saved)
                     qInfo("not saved: %s", qUtf8Printable(describe(saved.error())));
             });
}

/// When all is in the database.
void TillClerk::finish()
{
    if (m_shop.counterTill().waiting() == 0)
        return QCoreApplication::quit();
    m_next.start(askAgainMs);
}
