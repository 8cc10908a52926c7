#include "catalogue_state.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QUuid till(0x1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
const QDateTime eight(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC);

std::shared_ptr<const Goods> goods(int count)
{
    Goods shop {.currency = {u"EUR"_s, 2}};
    for (int id = 1; id <= count; ++id)
        shop.products.push_back(
            {.id = id, .name = u"Bread %1"_s.arg(id), .price = Money::fromMinor(350)});
    return std::make_shared<const Goods>(std::move(shop));
}

CatalogueRead readOf(const std::shared_ptr<const Goods> &shop, qint64 piecesOfEach, qint64 head = 0)
{
    CatalogueRead read {.goods = shop};
    for (const Product &product : shop->products)
        read.stock.push_back({product.id, Quantity::fromPieces(piecesOfEach)});
    if (head > 0)
        read.heads.insert(till, head);
    return read;
}

PendingEntries::Taken taken(qint64 product, qint64 pieces)
{
    return {{product, Quantity::fromPieces(pieces)}};
}

StockChange changeOf(qint64 product, qint64 pieces, qint64 head = 0)
{
    StockChange change {.stock = {{product, Quantity::fromPieces(pieces)}}};
    if (head > 0)
        change.heads.insert(till, head);
    return change;
}

CatalogueState start(qint64 piecesOfEach = 20, qint64 head = 0)
{
    return *withRead({}, readOf(goods(3), piecesOfEach, head), eight);
}

qint64 shown(const CatalogueState &state, qint64 product)
{
    return state.shown->shownStock(state.shown->indexOf(product)).wholePieces();
}

}

/// Shown stock = database stock − own entries above the head that the same read returned.
class TestCatalogueState : public QObject
{
    Q_OBJECT
private slots:
    void withRead_stockOfOtherGoods_isRefused();
    void withRead_olderHead_keepsPendingEntries();
    void withRead_newerHead_dropsPendingEntries();
    void withRead_headGoneBack_takesTheDatabasesWord();
    void withChange_beforeAnyRead_isIgnored();
    void withChange_ofAnOrder_leavesPendingEntries();
    void withChange_coveringAnEntry_showsDatabaseStock();
    void withChange_coveringSome_keepsTheRest();
    void withEntry_coveredAlready_changesNothing();
    void withEntry_beforeAnyRead_countsLater();
    void withEntry_ofUnknownProduct_harmsNothing();
    void withEntry_refund_givesBack();
    void shown_moreSoldThanThere_isZeroAndComesBackRight();
    void update_ofTenThousandGoods_takesMicroseconds();
};

void TestCatalogueState::withRead_stockOfOtherGoods_isRefused()
{
    CatalogueRead read = readOf(goods(3), 20);
    read.stock.pop_back();
    QVERIFY(!withRead({}, read, eight));
    QVERIFY(!withRead({}, CatalogueRead {}, eight));
}

void TestCatalogueState::withRead_olderHead_keepsPendingEntries()
{
    const CatalogueState sold = *withEntry(start(20, 6), till, 7, taken(2, 3));
    QCOMPARE(shown(sold, 2), 17);
    const CatalogueState again = *withRead(sold, readOf(goods(3), 20, 6), eight);
    QCOMPARE(shown(again, 2), 17);
}

void TestCatalogueState::withRead_newerHead_dropsPendingEntries()
{
    const CatalogueState sold = *withEntry(start(20, 6), till, 7, taken(2, 3));
    const CatalogueState again = *withRead(sold, readOf(goods(2), 17, 7), eight);
    QCOMPARE(shown(again, 2), 17);
    QCOMPARE(again.pending.size(), 0);
    QCOMPARE(again.shown->indexOf(3), -1);
}

void TestCatalogueState::withRead_headGoneBack_takesTheDatabasesWord()
{
    const CatalogueState restored = *withRead(start(20, 9), readOf(goods(3), 25, 4), eight);
    const CatalogueState noted = *withEntry(restored, till, 5, taken(1, 2));
    QCOMPARE(shown(noted, 1), 23);
}

void TestCatalogueState::withChange_beforeAnyRead_isIgnored()
{
    QVERIFY(!withChange({}, changeOf(1, 5, 3)));
}

void TestCatalogueState::withChange_ofAnOrder_leavesPendingEntries()
{
    const CatalogueState sold = *withEntry(start(20, 6), till, 7, taken(2, 3));
    const CatalogueState ordered = *withChange(sold, changeOf(2, 15));
    QCOMPARE(shown(ordered, 2), 12);
    QCOMPARE(shown(ordered, 1), 20);
    QCOMPARE(ordered.shown->readAt(), eight);
}

void TestCatalogueState::withChange_coveringAnEntry_showsDatabaseStock()
{
    const CatalogueState sold = *withEntry(start(20, 6), till, 7, taken(2, 3));
    const CatalogueState recorded = *withChange(sold, changeOf(2, 17, 7));
    QCOMPARE(shown(recorded, 2), 17);
    QCOMPARE(recorded.pending.size(), 0);
    QCOMPARE(shown(sold, 2), 17); // The old picture stays as it was.
}

void TestCatalogueState::withChange_coveringSome_keepsTheRest()
{
    CatalogueState state = start(20);
    for (qint64 sequence = 1; sequence <= 5; ++sequence)
        state = *withEntry(state, till, sequence, taken(sequence <= 3 ? 1 : 2, 2));
    QCOMPARE(shown(state, 1), 14);
    QCOMPARE(shown(state, 2), 16);
    state = *withChange(state, changeOf(1, 16, 2));
    QCOMPARE(shown(state, 1), 14);
    QCOMPARE(shown(state, 2), 16);
    StockChange rest = changeOf(1, 14, 5);
    rest.stock.push_back({2, Quantity::fromPieces(16)});
    state = *withChange(state, rest);
    QCOMPARE(shown(state, 1), 14);
    QCOMPARE(shown(state, 2), 16);
    QCOMPARE(state.pending.size(), 0);
}

void TestCatalogueState::withEntry_coveredAlready_changesNothing()
{
    QVERIFY(!withEntry(start(20, 7), till, 7, taken(1, 1)));
    const CatalogueState sold = *withEntry(start(20, 7), till, 8, taken(1, 1));
    QVERIFY(!withEntry(sold, till, 8, taken(1, 1)));
    QVERIFY(!withEntry(sold, till, 9, {}));
}

void TestCatalogueState::withEntry_beforeAnyRead_countsLater()
{
    CatalogueState state = *withEntry({}, till, 1, taken(1, 4));
    state = *withEntry(state, till, 2, taken(1, 4));
    QVERIFY(!state.shown);
    state = *withRead(state, readOf(goods(3), 20, 1), eight);
    QCOMPARE(shown(state, 1), 16);
}

void TestCatalogueState::withEntry_ofUnknownProduct_harmsNothing()
{
    const CatalogueState state = *withEntry(start(), till, 1, taken(99, 4));
    QCOMPARE(shown(state, 1), 20);
    const CatalogueState known = *withRead(state, readOf(goods(99), 20), eight);
    QCOMPARE(shown(known, 99), 16);
}

void TestCatalogueState::withEntry_refund_givesBack()
{
    QCOMPARE(shown(*withEntry(start(), till, 1, taken(1, -2)), 1), 22);
}

void TestCatalogueState::shown_moreSoldThanThere_isZeroAndComesBackRight()
{
    CatalogueState state = *withEntry(start(2), till, 1, taken(1, 5));
    QCOMPARE(shown(state, 1), 0);
    state = *withChange(state, changeOf(1, 30));
    QCOMPARE(shown(state, 1), 25);
    state = *withChange(
        state, changeOf(1, 27, 1)); // Of 5 sold, 3 were a shortfall that the delivery settled.
    QCOMPARE(shown(state, 1), 27);
}

void TestCatalogueState::update_ofTenThousandGoods_takesMicroseconds()
{
    CatalogueState state = *withRead({}, readOf(goods(10'000), 500), eight);
    constexpr int updates = 2'000;
    std::vector<qint64> times;
    for (int update = 1; update <= updates; ++update) {
        QElapsedTimer timer;
        timer.start();
        state = *withEntry(state, till, update, taken(1 + update % 10'000, 1));
        state = *withChange(state, changeOf(1 + update % 10'000, 499, update));
        times.push_back(timer.nsecsElapsed());
    }
    std::ranges::sort(times);
    const qint64 medianMicros = times[updates / 2] / 2'000;
    qInfo() << "median of one update:" << medianMicros << "µs";
    QVERIFY2(medianMicros < 200, "an update copies more than a few vectors");
}

QTEST_GUILESS_MAIN(TestCatalogueState)
#include "tst_catalogue_state.moc"
