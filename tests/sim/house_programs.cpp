#include "await.h"
#include "day_house.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// How the programs of the house run: started, uploading, connected again.

namespace {

ModelGoods goodsOf(const Goods &goods)
{
    ModelGoods model;
    for (const Product &product : goods.products) {
        model.products.push_back({.id = product.id,
                                  .name = product.name,
                                  .category = product.category,
                                  .taxClass = product.taxClass,
                                  .price = product.price.minor(),
                                  .unit = saleUnitWord(product.unit),
                                  .prepared = product.prepared,
                                  .divisible = product.divisible,
                                  .available = product.available});
    }
    for (const TaxRate &rate : goods.taxes.rates())
        model.rates.push_back({rate.taxClass, taxModeWord(rate.mode), rate.validFrom, rate.rateBp});
    return model;
}

QString wordsOf(const Basket &basket)
{
    return u"%1: %2 lines, %3, clerk %4, %5, order %6"_s.arg(basket.uuid.toString())
        .arg(basket.lines.size())
        .arg(basket.total().minor())
        .arg(basket.clerk)
        .arg(taxModeWord(basket.mode))
        .arg(basket.orderPublicId.value_or(0));
}

QString wordsOf(const ModelBasket &basket)
{
    return u"%1: %2 lines, %3, clerk %4, %5, order %6"_s.arg(basket.uuid.toString())
        .arg(basket.lines.size())
        .arg(basket.total())
        .arg(basket.clerk)
        .arg(basket.mode)
        .arg(basket.order.value_or(0));
}

template <typename B> QString allWords(const std::vector<B> &baskets)
{
    QStringList words;
    for (const B &basket : baskets)
        words.append(wordsOf(basket));
    words.sort();
    return words.join(u"\n    "_s);
}

}

void DayHouse::start(DayCounter &counter)
{
    const QString fault = counter.program->start();
    expect(fault.isEmpty(), u"till %1 does not start: %2"_s.arg(counter.place).arg(fault));
    if (failed())
        return;
    const JournalState state = counter.till().state();
    expect(state.head == qint64(counter.entries.size()),
           u"the journal of till %1 has %2 entries after a start, not %3"_s.arg(counter.place)
               .arg(state.head)
               .arg(counter.entries.size()));
    expect(state.lastNumber == counter.lastNumber,
           u"till %1 gave %2 numbers, not %3"_s.arg(counter.place)
               .arg(state.lastNumber)
               .arg(counter.lastNumber));
    checkBaskets(counter);
    readGoods(counter);
}

void DayHouse::checkBaskets(DayCounter &counter)
{
    const QString product = allWords(counter.till().baskets());
    const QString model = allWords(counter.baskets);
    expect(product == model,
           u"till %1 has the open baskets\n    %2\n  its clerks made\n    %3"_s.arg(counter.place)
               .arg(product, model));
}

/// Takes the goods that the counter's catalogue has now for those it sells by: the books' when it
/// could read them, else such as it has had before.
void DayHouse::readGoods(DayCounter &counter)
{
    const bool read = !database.away()
        && expectDone(await(counter.program->stores().catalogue.read()), u"reading the goods"_s);
    const std::shared_ptr<const Catalogue> shown = counter.program->stores().cache.current();
    expect(shown != nullptr, u"till %1 has no catalogue"_s.arg(counter.place));
    if (failed())
        return;
    counter.view = goodsOf(shown->goods());
    if (read) {
        expect(counter.view.products == books.goods.products,
               u"till %1 shows other goods than the books"_s.arg(counter.place));
        counter.seen.push_back(counter.view);
    } else {
        expect(std::find(counter.seen.begin(), counter.seen.end(), counter.view)
                   != counter.seen.end(),
               u"till %1 shows goods that it never read"_s.arg(counter.place));
    }
}

bool DayHouse::upload(DayCounter &counter)
{
    const QUuid before = counter.id();
    const DayProgram::Upload ended = counter.program->upload();
    if (counter.id() != before)
        adoptFork(counter);
    if (ended == DayProgram::Upload::Stalled)
        return false;
    const int number = books.registerTill(counter.id(), counter.number);
    if (counter.number == 0) {
        counter.number = number;
        counter.prefix = u"%1-"_s.arg(number);
    }
    for (auto next = size_t(books.tills[counter.id()].head()); next < counter.entries.size();
         ++next)
        books.record(counter.entries[next]);
    const JournalState state = counter.till().state();
    expect(state.tillNumber == counter.number && state.prefix == counter.prefix,
           u"till %1 is number %2, not %3"_s.arg(counter.place)
               .arg(state.tillNumber)
               .arg(counter.number));
    return true;
}

/// The journal is a new till's from now on: nothing in it, but the open baskets came along.
void DayHouse::adoptFork(DayCounter &counter)
{
    note(u"    till %1 has forked and goes on as another one"_s.arg(counter.place));
    counter.entries.clear();
    counter.lastNumber = 0;
    counter.number = 0;
    counter.prefix.clear();
    counter.kept.reset();
}

void DayHouse::reconnect()
{
    for (const auto &counter : counters) {
        expect(counter->program->reconnect(),
               u"till %1 does not find the database again"_s.arg(counter->place));
        if (failed())
            return;
        readGoods(*counter);
    }
}
