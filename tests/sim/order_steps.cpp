#include "order_steps.h"

#include "await.h"
#include "sale_steps.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace {

QByteArray hashOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

OrderState stateOf(const QString &word)
{
    return *orderStateFromWord(word);
}

/// What was asked for before is asked for again at times: as it was, under a new uuid, or with
/// another content under the old key.
ModelRequest askedAgain(DayHouse &house)
{
    ModelRequest request = house.dice.pick(house.requests);
    if (request.key.isEmpty() || house.dice.chance(30))
        return request;
    request.uuid = house.dice.uuid();
    if (house.dice.chance(40)) {
        request.lines.front().second += 1000;
        request.request = hashOf(u"other %1"_s.arg(++house.names));
    }
    return request;
}

void placeTogether(DayHouse &house, const std::vector<ModelRequest> &wanted)
{
    OrderDesk &desk = house.counters.front()->program->desk();
    std::vector<QFuture<Result<PlacedOrder>>> answers;
    for (const ModelRequest &request : wanted)
        answers.push_back(desk.place(productOrder(request)));
    for (size_t i = 0; i < wanted.size(); ++i)
        compareAnswer(house, await(answers[i]), wanted[i]);
}

void orderOnline(DayHouse &house)
{
    std::vector<ModelRequest> wanted;
    for (qint64 count = house.dice.chance(30) ? house.dice.between(2, 6) : 1; count > 0; --count)
        wanted.push_back(newRequest(house));
    house.requests.insert(house.requests.end(), wanted.begin(), wanted.end());
    house.note(u"%1 orders on the net"_s.arg(wanted.size()));
    placeTogether(house, wanted);
}

void orderAgain(DayHouse &house)
{
    if (house.requests.empty())
        return orderOnline(house);
    house.note(u"an order of before is sent again"_s);
    placeTogether(house, {askedAgain(house)});
}

/// The same three times at once.
void orderThrice(DayHouse &house)
{
    const ModelRequest request = newRequest(house);
    house.requests.push_back(request);
    house.note(u"one order, sent three times at once"_s);
    placeTogether(house, {request, request, request});
}

std::optional<ModelOrder> anyOrder(DayHouse &house, const QString &source)
{
    std::vector<ModelOrder> found;
    for (const ModelOrder &order : house.books.orders) {
        if (order.source == source)
            found.push_back(order);
    }
    return found.empty() ? std::nullopt : std::optional(house.dice.pick(found));
}

/// What an order's customer or the staff may do now and what not.
void compareStep(DayHouse &house, const Result<Order> &moved, bool allowed, const ModelOrder &order)
{
    if (house.database.away())
        return house.expect(!moved, u"an order moved in a database that is away"_s);
    house.expect(bool(moved) == allowed,
                 u"order %1 in %2 %3 move"_s.arg(order.publicId)
                     .arg(order.state, moved ? u"did"_s : u"did not"_s));
    if (!moved)
        return house.expect(moved.error().reason == Error::Reason::StateNotAllowed,
                            u"order %1: %2"_s.arg(order.publicId).arg(describe(moved.error())));
    house.expect(moved->state == stateOf(house.books.find(order.uuid)->state),
                 u"order %1 moved to another state"_s.arg(order.publicId));
}

void cancelOrder(DayHouse &house)
{
    const std::optional<ModelOrder> order = anyOrder(house, u"web"_s);
    if (!order)
        return orderOnline(house);
    house.note(u"cancel an order in %1"_s.arg(order->state));
    const Result<Order> moved =
        await(house.counters.front()->program->desk().cancel(order->publicId));
    const bool allowed = !house.database.away() && house.books.cancel(order->uuid);
    compareStep(house, moved, allowed, *order);
}

void moveOrder(DayHouse &house)
{
    const std::optional<ModelOrder> order = anyOrder(house, u"web"_s);
    if (!order)
        return orderOnline(house);
    static const QStringList states {u"confirmed"_s, u"in_production"_s, u"ready"_s, u"no_show"_s,
                                     u"collected"_s};
    const QString to = states[house.dice.below(states.size())];
    house.note(u"move an order from %1 to %2"_s.arg(order->state, to));
    const Result<Order> moved =
        await(house.anyCounter().program->desk().advance(order->publicId, stateOf(to)));
    const bool allowed = !house.database.away() && house.books.advance(order->uuid, to);
    compareStep(house, moved, allowed, *order);
}

ModelBasket basketFor(const DayCounter &counter, const ModelOrder &order, const Basket &started)
{
    ModelBasket basket {.uuid = started.uuid, .mode = u"takeaway"_s, .clerk = 2};
    basket.order = order.publicId;
    for (const ModelOrder::Line &line : order.lines) {
        const ModelProduct *known = counter.view.find(line.product);
        basket.addPriced({.id = line.product,
                          .name = line.name,
                          .taxClass = line.taxClass,
                          .unit = u"piece"_s,
                          .prepared = known && known->prepared},
                         line.quantity, line.price);
    }
    return basket;
}

/// Some order is asked for at some till, paid for there and then or later; whether it may still be
/// handed over is seen when the receipt comes to the database.
void handOver(DayHouse &house)
{
    const std::optional<ModelOrder> order = anyOrder(house, u"web"_s);
    if (!order)
        return orderOnline(house);
    DayCounter &counter = house.anyCounter();
    house.note(u"till %1 hands an order in %2 over"_s.arg(counter.place).arg(order->state));
    const Result<Order> found = await(counter.program->desk().find(order->publicId));
    if (house.database.away())
        return house.expect(!found, u"an order is found in a database that is away"_s);
    if (!house.expectDone(found, u"finding an order"_s))
        return;
    house.expect(found->total.minor() == order->total && found->state == stateOf(order->state),
                 u"order %1 is not what the books have"_s.arg(order->publicId));
    const size_t open = counter.baskets.size();
    const Basket &started = counter.till().startOrderBasket(*found, 2);
    if (counter.till().baskets().size() > open)
        counter.baskets.push_back(basketFor(counter, *order, started));
    for (size_t number = 0; number < counter.baskets.size(); ++number) {
        if (counter.baskets[number].order == order->publicId && house.dice.chance(70))
            return payBasket(house, counter, number);
    }
}

void workInTheKitchen(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"the worker of till %1 makes a round"_s.arg(counter.place));
    const Result<OrderAdvance> round =
        await(counter.program->stores().jobs.advanceOrders(1'000, 0, 0));
    if (house.database.away())
        return house.expect(!round, u"a worker reached a database that is away"_s);
    if (house.expectDone(round, u"a round of the worker"_s))
        house.books.work();
}

/// A job that its first worker dies of is another one's, and ends once.
void doOtherJobs(DayHouse &house)
{
    if (house.database.away())
        return;
    house.note(u"a worker dies with a job"_s);
    JobStore &first = house.counters.front()->program->stores().jobs;
    JobStore &second = house.counters.back()->program->stores().jobs;
    const QString key = u"job %1"_s.arg(++house.names);
    const QStringList kinds {u"day.job"_s};
    house.expectDone(await(first.enqueue(kinds.front(), house.names, key, 5)), u"enqueueing"_s);
    const auto again = await(second.enqueue(kinds.front(), house.names, key, 5));
    house.expect(again && !*again, u"one key gave two jobs"_s);
    const auto lost = await(first.claim(u"first"_s, kinds, 10, std::chrono::milliseconds(0)));
    const auto kept = await(second.claim(u"second"_s, kinds, 10, std::chrono::minutes(1)));
    house.expect(lost && kept && lost->size() == 1 && kept->size() == 1,
                 u"a job of a dead worker did not come back"_s);
    if (house.failed())
        return;
    const auto tooLate = await(first.complete(*lost));
    house.expect(tooLate && tooLate->size() == 1, u"a lost job was completed"_s);
    const auto completed = await(second.complete(*kept));
    house.expect(completed && completed->empty(), u"completing"_s);
}

}

ModelRequest newRequest(DayHouse &house)
{
    Dice &dice = house.dice;
    ModelRequest request {.uuid = dice.uuid()};
    if (dice.chance(60)) {
        request.key = hashOf(u"key %1"_s.arg(++house.names));
        request.request = hashOf(u"request %1"_s.arg(house.names));
    }
    std::set<qint64> named;
    for (qint64 lines = dice.between(1, 3); lines > 0; --lines) {
        const ModelProduct &product = dice.pick(house.books.goods.products);
        const qint64 pieces = dice.between(1, dice.chance(10) ? 60 : 5);
        if (named.insert(product.id).second)
            request.lines.emplace_back(product.id, pieces * 1000);
    }
    return request;
}

NewOrder productOrder(const ModelRequest &request)
{
    NewOrder order {.uuid = request.uuid,
                    .customerName = u"Zoë Ångström"_s,
                    .customerEmail = u"zoe@example.com"_s,
                    .keyHash = request.key,
                    .requestHash = request.request};
    for (const auto &[product, quantity] : request.lines)
        order.lines.push_back({product, Quantity::fromThousandths(quantity)});
    return order;
}

void compareAnswer(DayHouse &house, const Result<PlacedOrder> &placed, const ModelRequest &request)
{
    using Kind = ModelAnswer::Kind;
    if (house.database.away())
        return house.expect(!placed && placed.error().code == Error::Code::Unavailable,
                            u"an order was answered without a database"_s);
    ModelRequest asked = request;
    asked.flow = house.shop.flow == OrderFlow::Staff ? u"staff"_s : u"automatic"_s;
    asked.day = house.dayOf(house.counters.front()->clock.now());
    const ModelAnswer answer = house.books.place(asked);
    if (answer.kind == Kind::Placed || answer.kind == Kind::Replayed) {
        if (!house.expectDone(placed, u"an order"_s))
            return;
        ModelOrder &order = *house.books.find(answer.order);
        if (answer.kind == Kind::Placed)
            order.publicId = placed->publicId;
        house.told.insert(order.uuid);
        return house.expect(placed->publicId == order.publicId
                                && placed->total.minor() == order.total
                                && placed->replayed == (answer.kind == Kind::Replayed),
                            u"an order was answered with another one"_s);
    }
    static const std::map<Kind, Error::Reason> reasons {
        {Kind::KeyReused, Error::Reason::KeyReused},
        {Kind::UnknownProduct, Error::Reason::UnknownProduct},
        {Kind::SoldOut, Error::Reason::InsufficientStock}};
    if (placed)
        return house.expect(false, u"an order was placed that the books refuse"_s);
    const Error &error = placed.error();
    house.expect(error.reason == reasons.at(answer.kind)
                     && error.product.value_or(0) == answer.product,
                 u"an order was refused for another reason: "_s + describe(error));
}

const std::vector<DayChoice> &orderSteps()
{
    static const std::vector<DayChoice> steps {
        {orderOnline, 12}, {orderAgain, 3}, {orderThrice, 2},      {cancelOrder, 5},
        {moveOrder, 6},    {handOver, 8},   {workInTheKitchen, 8}, {doOtherJobs, 1}};
    return steps;
}
