#include "till_bench.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace BakeryGoods;

namespace {
constexpr Quantity one = Quantity::fromPieces(1);
constexpr Quantity half = Quantity::fromThousandths(500);
constexpr qint64 loaf = 4;
constexpr qint64 cake = 5;
constexpr qint64 cheese = 6;
constexpr qint64 orderNumber = 4'503'599'627'370'495;

Money minor(qint64 amount)
{
    return Money::fromMinor(amount);
}

/// The small shop with goods that are no plain pieces.
void feed(TillBench &bench)
{
    CatalogueRead shop = read();
    auto more = std::make_shared<Goods>(*shop.goods);
    for (const auto &[id, name, price, unit] :
         {std::tuple(loaf, u"Loaf"_s, 345, SaleUnit::Piece),
          std::tuple(cake, u"Cake"_s, 0, SaleUnit::OpenPrice),
          std::tuple(cheese, u"Cheese"_s, 1290, SaleUnit::Weight)}) {
        more->products.push_back(product(id, name, u"bread"_s, price));
        more->products.back().unit = unit;
        shop.stock.push_back({id, Quantity::fromPieces(10)});
    }
    more->products[3].divisible = true;
    shop.goods = more;
    bench.cache.catalogueRead(shop);
}

/// A bench with one basket of one bread.
struct Counter {
    Counter()
    {
        feed(bench);
        must(bench.registerTill(), "register");
        basket = bench.fill({bread});
    }
    const Basket &now() const { return *bench.till->basket(basket); }
    QUuid first() const { return bench.till->baskets().front().uuid; }

    TillBench bench;
    QUuid basket;
};

Order order()
{
    return {.publicId = orderNumber,
            .pickupCode = u"K7M2P"_s,
            .lines = {{.product = bread,
                       .productName = u"Bread"_s,
                       .quantity = Quantity::fromPieces(2),
                       .unitPrice = minor(300), // The list says 320 by now.
                       .total = minor(600),
                       .taxClass = u"bread"_s},
                      {.product = 99, // No longer sold.
                       .productName = u"Fruit loaf"_s,
                       .quantity = one,
                       .unitPrice = minor(410),
                       .total = minor(400), // By a rule of its own.
                       .taxClass = u"bread"_s}},
            .total = minor(1000)};
}

using Change = std::function<Result<void>(Till &, const QUuid &)>;

/// Every change that a basket can have, by name.
std::vector<std::pair<const char *, Change>> changes()
{
    const QString why = u"dented"_s;
    const ReceiptDiscount off {.percentBp = 1000, .amount = {}, .reason = u"baker"_s};
    return {
        {"add", [](Till &till, const QUuid &b) { return till.add(b, bread, one); }},
        {"add a half", [](Till &till, const QUuid &b) { return till.add(b, loaf, half); }},
        {"add a line", [](Till &till, const QUuid &b) { return till.addLine(b, bread, one); }},
        {"add at a price",
         [](Till &till, const QUuid &b) { return till.addPriced(b, cake, one, minor(1250)); }},
        {"quantity",
         [](Till &till, const QUuid &b) {
             return till.setQuantity(b, 0, Quantity::fromPieces(3));
         }},
        {"remove", [](Till &till, const QUuid &b) { return till.remove(b, 0); }},
        {"price", [=](Till &till, const QUuid &b) { return till.setPrice(b, 0, minor(99), why); }},
        {"discount of a line",
         [=](Till &till, const QUuid &b) { return till.setLineDiscount(b, 0, minor(5), why); }},
        {"percentage of a line",
         [=](Till &till, const QUuid &b) { return till.setLinePercent(b, 0, 1000, why); }},
        {"discount", [=](Till &till, const QUuid &b) { return till.setDiscount(b, off); }},
        {"mode", [](Till &till, const QUuid &b) { return till.setMode(b, TaxMode::EatIn); }},
        {"name", [](Till &till, const QUuid &b) { return till.setName(b, u"Frau Grün"_s); }},
        {"customer", [](Till &till, const QUuid &b) { return till.setCustomer(b, u"Ada"_s); }},
        {"clerk", [](Till &till, const QUuid &b) { return till.setClerk(b, 4); }},
    };
}

void changeRows()
{
    QTest::addColumn<Change>("change");
    for (const auto &[name, change] : changes())
        QTest::newRow(name) << change;
}
}

/// Changes of baskets, and the way back.
class TestTillBaskets final : public QObject
{
    Q_OBJECT
private slots:
    void change_ofABasket_isToldAndKeptAfterAKill_data();
    void change_ofABasket_isToldAndKeptAfterAKill();
    void change_ofABasket_canBeUndone_data();
    void change_ofABasket_canBeUndone();
    void change_whileBeingPaid_isConflict_data();
    void change_whileBeingPaid_isConflict();
    void change_toTheSame_isNoStep();
    void change_refused_isNoStep();
    void add_openPrice_asksForIt();
    void add_weight_isPriced();
    void undo_ofTheFirstAdd_leavesAnEmptyBasket();
    void undo_allChanges_goesBackOneByOne();
    void undo_basketGivenUp_bringsItBack();
    void undo_nothingLeft_isConflict();
    void undo_paidBasket_isNotFound();
    void undo_whileBeingPaid_isConflict();
    void remove_aLine_isNotedInTheJournal();
    void setQuantityAndUndo_leaveNoEntry();
    void startOrderBasket_ofAnOrder_asksForItsTotal();
    void startOrderBasket_again_givesTheSame();
    void startOrderBasket_change_leavesWhatWasPromised_data();
    void startOrderBasket_change_leavesWhatWasPromised();
    void startOrderBasket_paid_paysForTheOrder();
};

void TestTillBaskets::change_ofABasket_isToldAndKeptAfterAKill_data()
{
    changeRows();
}

void TestTillBaskets::change_ofABasket_isToldAndKeptAfterAKill()
{
    QFETCH(Change, change);
    Counter counter;
    QSignalSpy told(counter.bench.till.get(), &Till::basketChanged);
    QVERIFY(change(*counter.bench.till, counter.basket));
    QCOMPARE(told.size(), 1);
    const Basket changed = counter.now();
    QCoreApplication::processEvents();
    QVERIFY(await(counter.bench.journal->baskets())); // They are written now.
    counter.bench.reopenAsKilled();
    QVERIFY(await(counter.bench.till->restoreBaskets()));
    QCOMPARE(counter.bench.till->baskets(), std::vector<Basket> {changed});
}

void TestTillBaskets::change_ofABasket_canBeUndone_data()
{
    changeRows();
}

void TestTillBaskets::change_ofABasket_canBeUndone()
{
    QFETCH(Change, change);
    Counter counter;
    const Basket before = counter.now();
    QVERIFY(change(*counter.bench.till, counter.basket));
    QVERIFY(counter.now() != before);
    QSignalSpy told(counter.bench.till.get(), &Till::basketChanged);
    QVERIFY(counter.bench.till->undo(counter.basket));
    QCOMPARE(told.size(), 1);
    QCOMPARE(counter.now(), before);
    counter.bench.reopen();
    QVERIFY(await(counter.bench.till->restoreBaskets()));
    QCOMPARE(counter.bench.till->baskets(), std::vector<Basket> {before});
}

void TestTillBaskets::change_whileBeingPaid_isConflict_data()
{
    changeRows();
}

void TestTillBaskets::change_whileBeingPaid_isConflict()
{
    QFETCH(Change, change);
    Counter counter;
    const auto payment = counter.bench.payExactly(counter.basket);
    QCOMPARE(change(*counter.bench.till, counter.basket).error().code, Error::Code::Conflict);
    const Result<Receipt> receipt = await(payment);
    QVERIFY(receipt);
    QCOMPARE(receipt->total.minor(), 320);
    QCOMPARE(change(*counter.bench.till, counter.basket).error().code, Error::Code::NotFound);
}

void TestTillBaskets::change_toTheSame_isNoStep()
{
    Counter counter;
    QVERIFY(counter.bench.till->undo(counter.basket));
    QSignalSpy told(counter.bench.till.get(), &Till::basketChanged);
    QVERIFY(counter.bench.till->setMode(counter.basket, TaxMode::TakeAway));
    QVERIFY(counter.bench.till->setName(counter.basket, {}));
    QCOMPARE(told.size(), 0);
    QVERIFY(!counter.bench.till->canUndo(counter.basket));
}

void TestTillBaskets::change_refused_isNoStep()
{
    Counter counter;
    const Basket before = counter.now();
    Till &till = *counter.bench.till;
    QVERIFY(till.undo(counter.basket) && till.add(counter.basket, bread, one));
    QVERIFY(!till.add(counter.basket, bread, half));
    QVERIFY(!till.setPrice(counter.basket, 0, minor(1), {}));
    QVERIFY(!till.setClerk(counter.basket, -1));
    QVERIFY(!till.setName(counter.basket, QString(41, u'a')));
    QVERIFY(!till.remove(counter.basket, 1));
    QCOMPARE(counter.now(), before);
    QVERIFY(till.undo(counter.basket));
    QVERIFY(counter.now().empty());
}

void TestTillBaskets::add_openPrice_asksForIt()
{
    Counter counter;
    const Result<void> added = counter.bench.till->add(counter.basket, cake, one);
    QCOMPARE(added.error().reason, Error::Reason::MissingField);
    QCOMPARE(added.error().field, u"price"_s);
    QVERIFY(counter.bench.till->addPriced(counter.basket, cake, one, minor(1250)));
    QCOMPARE(counter.now().total().minor(), 1570);
}

void TestTillBaskets::add_weight_isPriced()
{
    Counter counter;
    QVERIFY(counter.bench.till->add(counter.basket, cheese, Quantity::fromThousandths(337)));
    QCOMPARE(counter.now().total().minor(), 320 + 435); // A4
}

void TestTillBaskets::undo_ofTheFirstAdd_leavesAnEmptyBasket()
{
    Counter counter;
    QVERIFY(counter.bench.till->canUndo(counter.basket));
    QVERIFY(counter.bench.till->undo(counter.basket));
    QVERIFY(counter.now().empty());
    QVERIFY(!counter.bench.till->canUndo(counter.basket));
}

void TestTillBaskets::undo_allChanges_goesBackOneByOne()
{
    Counter counter;
    std::vector<Basket> states;
    for (const auto &[name, change] : changes()) {
        states.push_back(counter.now());
        QVERIFY2(change(*counter.bench.till, counter.basket), name);
    }
    for (; !states.empty(); states.pop_back()) {
        QVERIFY(counter.bench.till->undo(counter.basket));
        QCOMPARE(counter.now(), states.back());
    }
}

void TestTillBaskets::undo_basketGivenUp_bringsItBack()
{
    Counter counter;
    const Basket before = counter.now();
    QVERIFY(counter.bench.till->giveUp(counter.first()));
    QVERIFY(counter.bench.till->baskets().empty());
    QVERIFY(counter.bench.till->canUndo(counter.basket));
    QVERIFY(counter.bench.till->undo(counter.basket));
    QCOMPARE(counter.now(), before);
    counter.bench.reopen();
    QVERIFY(await(counter.bench.till->restoreBaskets()));
    QCOMPARE(counter.bench.till->baskets(), std::vector<Basket> {before});
}

void TestTillBaskets::undo_nothingLeft_isConflict()
{
    Counter counter;
    QVERIFY(counter.bench.till->undo(counter.basket));
    const Result<void> undone = counter.bench.till->undo(counter.basket);
    QCOMPARE(undone.error().code, Error::Code::Conflict);
    QCOMPARE(undone.error().reason, Error::Reason::StateNotAllowed);
    QCOMPARE(counter.bench.till->undo(QUuid::createUuid()).error().code, Error::Code::NotFound);
}

void TestTillBaskets::undo_paidBasket_isNotFound()
{
    Counter counter;
    QVERIFY(await(counter.bench.payExactly(counter.basket)));
    QVERIFY(!counter.bench.till->canUndo(counter.basket));
    QCOMPARE(counter.bench.till->undo(counter.basket).error().code, Error::Code::NotFound);
    QVERIFY(counter.bench.till->baskets().empty());
}

void TestTillBaskets::undo_whileBeingPaid_isConflict()
{
    Counter counter;
    const auto payment = counter.bench.payExactly(counter.basket);
    QVERIFY(!counter.bench.till->canUndo(counter.basket));
    QCOMPARE(counter.bench.till->undo(counter.basket).error().code, Error::Code::Conflict);
    QVERIFY(await(payment));
}

void TestTillBaskets::remove_aLine_isNotedInTheJournal()
{
    Counter counter;
    Till &till = *counter.bench.till;
    QVERIFY(till.setClerk(counter.basket, 4) && till.add(counter.basket, loaf, one + half));
    QSignalSpy written(&till, &Till::entryWritten);
    QVERIFY(till.remove(counter.basket, 1));
    QVERIFY(written.wait());
    const auto entries = await(counter.bench.journal->entriesAfter(0, 10));
    QVERIFY(entries && entries->size() == 1);
    QCOMPARE(entries->front().kind, u"void"_s);
    const QJsonObject noted = QJsonDocument::fromJson(entries->front().bytes).object();
    QCOMPARE(noted["clerk"_L1].toInt(), 4);
    const QJsonObject values = noted["values"_L1].toObject();
    QCOMPARE(values["name"_L1].toString(), u"Loaf"_s);
    QCOMPARE(values["product"_L1].toString(), u"4"_s);
    QCOMPARE(values["quantity"_L1].toString(), u"1500"_s);
    QCOMPARE(values["amount"_L1].toString(), u"518"_s); // 517.5
    QVERIFY(await(counter.bench.journal->verify()));
}

void TestTillBaskets::setQuantityAndUndo_leaveNoEntry()
{
    Counter counter;
    Till &till = *counter.bench.till;
    QVERIFY(till.setQuantity(counter.basket, 0, Quantity()));
    QVERIFY(till.undo(counter.basket) && till.undo(counter.basket));
    QVERIFY(await(till.checkWritable())); // What was asked of the journal is done.
    QCOMPARE(till.state().head, 0);
}

void TestTillBaskets::startOrderBasket_ofAnOrder_asksForItsTotal()
{
    Counter counter;
    const Basket basket = counter.bench.till->startOrderBasket(order(), 4);
    QCOMPARE(basket.total().minor(), 1000);
    QCOMPARE(basket.clerk, 4);
    QCOMPARE(basket.orderPublicId, orderNumber);
    QCOMPARE(basket.lines.size(), size_t(2));
    QCOMPARE(basket.lines[0].unitPrice.minor(), 300);
    QCOMPARE(basket.lines[1].taxClass, u"bread"_s);
    QCoreApplication::processEvents();
    counter.bench.reopen();
    QVERIFY(await(counter.bench.till->restoreBaskets()));
    QCOMPARE(*counter.bench.till->basket(basket.uuid), basket);
}

void TestTillBaskets::startOrderBasket_again_givesTheSame()
{
    Counter counter;
    const QUuid first = counter.bench.till->startOrderBasket(order(), 4).uuid;
    QCOMPARE(counter.bench.till->startOrderBasket(order(), 2).uuid, first);
    QCOMPARE(counter.bench.till->baskets().size(), size_t(2));
}

void TestTillBaskets::startOrderBasket_change_leavesWhatWasPromised_data()
{
    changeRows();
}

void TestTillBaskets::startOrderBasket_change_leavesWhatWasPromised()
{
    QFETCH(Change, change);
    Counter counter;
    const Basket before = counter.bench.till->startOrderBasket(order(), 2);
    const Result<void> changed = change(*counter.bench.till, before.uuid);
    QVERIFY(changed || changed.error().field == u"order"_s);
    const Basket after = *counter.bench.till->basket(before.uuid);
    QCOMPARE(after.lines, before.lines);
    QCOMPARE(after.total(), before.total());
    const bool head = after.mode != before.mode || after.name != before.name
        || after.customer != before.customer || after.clerk != before.clerk;
    QCOMPARE(bool(changed), head);
}

void TestTillBaskets::startOrderBasket_paid_paysForTheOrder()
{
    Counter counter;
    const QUuid basket = counter.bench.till->startOrderBasket(order(), 4).uuid;
    const Result<Receipt> receipt = await(counter.bench.payExactly(basket));
    QVERIFY(receipt);
    QCOMPARE(receipt->orderPublicId, orderNumber);
    QCOMPARE(receipt->total.minor(), 1000);
    const std::shared_ptr<const Catalogue> shown = counter.bench.cache.current();
    QCOMPARE(shown->shownStock(shown->indexOf(bread)), Quantity::fromPieces(10));
}

QTEST_GUILESS_MAIN(TestTillBaskets)
#include "tst_till_baskets.moc"
