#include "sale_steps.h"

#include "await.h"
#include "model_sums.h"

using namespace Qt::StringLiterals;

namespace {

qint64 quantityOf(Dice &dice, const ModelProduct &product)
{
    if (product.unit == u"weight"_s)
        return dice.between(20, 2'500);
    const qint64 pieces = dice.between(1, dice.chance(10) ? 40 : 4) * 1000;
    return product.divisible && dice.chance(30) ? pieces + 500 : pieces;
}

void addSomething(DayHouse &house, DayCounter &counter, ModelBasket &basket)
{
    const ModelProduct product = house.dice.pick(counter.view.products);
    const qint64 quantity = quantityOf(house.dice, product);
    const bool priced = product.unit == u"open"_s || house.dice.chance(5);
    if (priced) {
        const qint64 price = house.dice.between(1, 2'000);
        basket.addPriced(product, quantity, price);
        house.note(u"    + %1 of %2 at %3"_s.arg(quantity).arg(product.name).arg(price));
        house.expectDone(counter.till().addPriced(basket.uuid, product.id,
                                                  Quantity::fromThousandths(quantity),
                                                  Money::fromMinor(price)),
                         u"adding at a price"_s);
        return;
    }
    basket.add(product, quantity);
    house.note(u"    + %1 of %2"_s.arg(quantity).arg(product.name));
    house.expectDone(
        counter.till().add(basket.uuid, product.id, Quantity::fromThousandths(quantity)),
        u"adding"_s);
}

void changePrice(DayHouse &house, DayCounter &counter, ModelBasket &basket, int number)
{
    ModelBasketLine &line = basket.lines[size_t(number)];
    line.price = line.listPrice + house.dice.between(1, 90);
    line.takeDiscountAgain();
    house.note(u"    line %1 costs %2"_s.arg(number + 1).arg(line.price));
    house.expectDone(
        counter.till().setPrice(basket.uuid, number, Money::fromMinor(line.price), u"market"_s),
        u"a change of price"_s);
}

void takeOffPercent(DayHouse &house, DayCounter &counter, ModelBasket &basket, int number)
{
    ModelBasketLine &line = basket.lines[size_t(number)];
    line.percentBp = house.dice.between(1, 10'000);
    line.takeDiscountAgain();
    house.note(u"    line %1 less %2 bp"_s.arg(number + 1).arg(line.percentBp));
    house.expectDone(
        counter.till().setLinePercent(basket.uuid, number, int(line.percentBp), u"day-old"_s),
        u"a percentage"_s);
}

void takeOffAmount(DayHouse &house, DayCounter &counter, ModelBasket &basket, int number)
{
    ModelBasketLine &line = basket.lines[size_t(number)];
    if (line.whole() == 0)
        return;
    line.percentBp = 0;
    line.discount = house.dice.between(1, line.whole());
    house.note(u"    line %1 less %2"_s.arg(number + 1).arg(line.discount));
    house.expectDone(counter.till().setLineDiscount(basket.uuid, number,
                                                    Money::fromMinor(line.discount), u"broken"_s),
                     u"an amount off"_s);
}

void changeQuantity(DayHouse &house, DayCounter &counter, ModelBasket &basket, int number)
{
    ModelBasketLine &line = basket.lines[size_t(number)];
    line.quantity = quantityOf(house.dice, line.product);
    line.takeDiscountAgain();
    house.note(u"    line %1 is %2"_s.arg(number + 1).arg(line.quantity));
    house.expectDone(
        counter.till().setQuantity(basket.uuid, number, Quantity::fromThousandths(line.quantity)),
        u"another quantity"_s);
}

/// Leaves an entry of its own in the journal.
void removeLine(DayHouse &house, DayCounter &counter, ModelBasket &basket, int number)
{
    basket.lines.erase(basket.lines.begin() + number);
    house.note(u"    line %1 goes"_s.arg(number + 1));
    if (house.expectDone(counter.till().remove(basket.uuid, number), u"removing"_s))
        house.keepEvent(counter, u"void"_s);
}

void changeLine(DayHouse &house, DayCounter &counter, ModelBasket &basket)
{
    if (basket.order || basket.lines.empty())
        return;
    using Change = void (*)(DayHouse &, DayCounter &, ModelBasket &, int);
    static const std::vector<Change> changes {changePrice, takeOffPercent, takeOffAmount,
                                              changeQuantity, removeLine};
    const int number = int(house.dice.below(qint64(basket.lines.size())));
    house.dice.pick(changes)(house, counter, basket, number);
}

void discountWhole(DayHouse &house, DayCounter &counter, ModelBasket &basket)
{
    if (basket.order)
        return;
    ReceiptDiscount discount {.reason = u"regular customer"_s};
    basket.wholePercentBp = 0;
    basket.wholeAmount = 0;
    if (house.dice.chance(50)) {
        basket.wholePercentBp = house.dice.between(1, 5'000);
        discount.percentBp = int(basket.wholePercentBp);
    } else {
        basket.wholeAmount = house.dice.between(1, 900);
        discount.amount = Money::fromMinor(basket.wholeAmount);
    }
    house.note(
        u"    the whole less %1 bp, %2"_s.arg(basket.wholePercentBp).arg(basket.wholeAmount));
    house.expectDone(counter.till().setDiscount(basket.uuid, discount), u"a discount"_s);
}

void fill(DayHouse &house, DayCounter &counter, ModelBasket &basket)
{
    for (qint64 taps = house.dice.between(1, 4); taps > 0; --taps)
        addSomething(house, counter, basket);
    if (house.dice.chance(30))
        changeLine(house, counter, basket);
    if (house.dice.chance(20))
        discountWhole(house, counter, basket);
}

void serve(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    startedBasket(house, counter);
    if (house.failed())
        return;
    if (house.dice.chance(75))
        return payBasket(house, counter, counter.baskets.size() - 1);
    ModelBasket &basket = counter.baskets.back();
    house.note(u"till %1 parks %2"_s.arg(counter.place).arg(basket.total()));
    house.expectDone(counter.till().setName(basket.uuid, u"window seat"_s), u"parking"_s);
}

void returnToBasket(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    if (counter.baskets.empty())
        return serve(house);
    const auto number = size_t(house.dice.below(qint64(counter.baskets.size())));
    ModelBasket &basket = counter.baskets[number];
    if (!basket.order && house.dice.chance(50))
        fill(house, counter, basket);
    if (house.dice.chance(30))
        changeLine(house, counter, basket);
    if (house.failed() || basket.lines.empty())
        return house.note(u"till %1 empties a basket"_s.arg(counter.place));
    payBasket(house, counter, number);
}

void giveUpBasket(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    if (counter.baskets.empty())
        return serve(house);
    const auto number = house.dice.below(qint64(counter.baskets.size()));
    const QUuid uuid = counter.baskets[size_t(number)].uuid;
    house.note(u"till %1 gives a basket up"_s.arg(counter.place));
    house.expectDone(counter.till().giveUp(uuid), u"giving up"_s);
    if (house.dice.chance(30)) {
        house.note(u"    and takes that back"_s);
        house.expectDone(counter.till().undo(uuid), u"undoing"_s);
        return;
    }
    counter.baskets.erase(counter.baskets.begin() + number);
}

void openDrawer(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"till %1 opens the drawer"_s.arg(counter.place));
    const QString reason = house.dice.chance(50) ? u"change"_s : u"float"_s;
    if (house.expectDone(await(counter.till().record(u"drawer"_s, {{u"reason"_s, reason}})),
                         u"the drawer"_s))
        house.keepEvent(counter, u"drawer"_s);
}

/// Two taps on the same key, and one that comes when all is over.
void tapTwice(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    const ModelBasket basket = startedBasket(house, counter);
    if (house.failed())
        return;
    const std::vector<ModelTender> paid = tendersFor(house, basket.total());
    const std::vector<Tender> tenders = productTenders(paid);
    house.note(u"till %1 sells %2, tapped twice"_s.arg(counter.place).arg(basket.total()));
    const QFuture<Result<Receipt>> first = counter.till().pay(basket.uuid, tenders);
    const QFuture<Result<Receipt>> second = counter.till().pay(basket.uuid, tenders);
    const Result<Receipt> sold = await(first);
    const Result<Receipt> again = await(second);
    const Result<Receipt> late = await(counter.till().pay(basket.uuid, tenders));
    house.print(sold, house.keep(counter, saleOf(house, counter, basket, paid)));
    counter.baskets.pop_back();
    house.expect(sold && again && late && *again == *sold && *late == *sold,
                 u"taps on one key gave different receipts"_s);
}

}

ModelBasket &startedBasket(DayHouse &house, DayCounter &counter)
{
    const bool eatIn = house.dice.chance(40);
    ModelBasket basket {.mode = eatIn ? u"eat_in"_s : u"takeaway"_s,
                        .clerk = int(house.dice.below(4))};
    basket.uuid =
        counter.till().startBasket(eatIn ? TaxMode::EatIn : TaxMode::TakeAway, basket.clerk).uuid;
    counter.baskets.push_back(basket);
    fill(house, counter, counter.baskets.back());
    if (counter.baskets.back().lines.empty())
        addSomething(house, counter, counter.baskets.back());
    return counter.baskets.back();
}

std::vector<ModelTender> tendersFor(DayHouse &house, qint64 total)
{
    Dice &dice = house.dice;
    const auto cashFor = [&house](qint64 amount) {
        return ModelSums::roundedTo(amount, house.shop.cashStep);
    };
    const qint64 way = dice.below(5);
    if (way == 0)
        return {{.method = u"card"_s, .amount = total}};
    if (way == 1 && total > 1) {
        const qint64 card = dice.between(1, total - 1);
        return {{.method = u"card"_s, .amount = card},
                {.method = u"cash"_s, .amount = cashFor(total - card) + dice.below(500)}};
    }
    if (way == 2 && total > 1) {
        const qint64 voucher = dice.between(1, total);
        return {{.method = u"voucher"_s, .amount = voucher},
                {.method = u"cash"_s, .amount = cashFor(total - voucher)}};
    }
    return {{.method = u"cash"_s, .amount = cashFor(total) + (way == 3 ? dice.below(2'000) : 0)}};
}

std::vector<Tender> productTenders(const std::vector<ModelTender> &tenders)
{
    std::vector<Tender> result;
    result.reserve(tenders.size());
    for (const ModelTender &tender : tenders)
        result.push_back({.method = *tenderMethodFromWord(tender.method),
                          .amount = Money::fromMinor(tender.amount)});
    return result;
}

ModelEntry saleOf(const DayHouse &house, const DayCounter &counter, const ModelBasket &basket,
                  const std::vector<ModelTender> &tenders)
{
    ModelEntry sale {.kind = u"sale"_s,
                     .uuid = basket.uuid,
                     .clerk = basket.clerk,
                     .mode = basket.mode,
                     .tenders = tenders,
                     .order = basket.order};
    house.stamp(counter, sale);
    sale.lines = basket.receiptLines(counter.view, house.localTime(sale.at).date());
    ModelSums::addUp(sale);
    ModelSums::settle(sale, house.shop.cashStep);
    return sale;
}

void payBasket(DayHouse &house, DayCounter &counter, size_t number)
{
    const ModelBasket basket = counter.baskets[number];
    const std::vector<ModelTender> tenders = tendersFor(house, basket.total());
    house.note(u"till %1 sells %2 for %3, first by %4"_s.arg(counter.place)
                   .arg(basket.lines.size())
                   .arg(basket.total())
                   .arg(tenders.front().method));
    const Result<Receipt> sold = await(counter.till().pay(basket.uuid, productTenders(tenders)));
    house.print(sold, house.keep(counter, saleOf(house, counter, basket, tenders)));
    counter.baskets.erase(counter.baskets.begin() + std::ptrdiff_t(number));
}

const std::vector<DayChoice> &saleSteps()
{
    static const std::vector<DayChoice> steps {
        {serve, 30}, {returnToBasket, 10}, {giveUpBasket, 3}, {openDrawer, 3}, {tapTwice, 3}};
    return steps;
}
