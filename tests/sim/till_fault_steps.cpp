#include "till_fault_steps.h"

#include "await.h"
#include "sale_steps.h"

using namespace Qt::StringLiterals;

namespace {

bool inTheBooks(const DayHouse &house, const DayCounter &counter)
{
    const auto till = house.books.tills.find(counter.id());
    return till != house.books.tills.end();
}

qint64 waiting(const DayHouse &house, const DayCounter &counter)
{
    const auto till = house.books.tills.find(counter.id());
    const qint64 head = till == house.books.tills.end() ? 0 : till->second.head();
    return qint64(counter.entries.size()) - head;
}

void uploadJournal(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"till %1 uploads %2 entries"_s.arg(counter.place).arg(waiting(house, counter)));
    const bool done = house.upload(counter);
    house.expect(done != house.database.away(),
                 u"an upload %1"_s.arg(done ? u"went nowhere"_s : u"failed"_s));
}

/// Somebody carries some of the entries to the database, and the till is not told.
void uploadPart(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    const qint64 left = waiting(house, counter);
    if (left == 0 || house.database.away() || !inTheBooks(house, counter))
        return uploadJournal(house);
    const auto from = qint64(counter.entries.size()) - left;
    const qint64 count = house.dice.between(1, left);
    house.note(
        u"%1 of %2 entries of till %3 are carried"_s.arg(count).arg(left).arg(counter.place));
    const Result<std::vector<Entry>> entries =
        await(counter.program->journal().entriesAfter(from, int(count)));
    if (!house.expectDone(entries, u"reading the journal"_s))
        return;
    DayCounter &carrier = house.anyCounter();
    const Result<RecordOutcome> outcome = await(carrier.program->stores().entries.record(*entries));
    if (!house.expectDone(outcome, u"carrying entries"_s))
        return;
    house.expect(outcome->kind == RecordOutcome::Kind::Recorded
                     && outcome->head.sequence == from + count,
                 u"carried entries were not recorded"_s);
    for (qint64 next = from; next < from + count; ++next)
        house.books.record(counter.entries[size_t(next)]);
}

void restartCounter(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"till %1 is ended and started"_s.arg(counter.place));
    counter.program->stop();
    house.start(counter);
}

void killCounter(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"till %1 is killed and started"_s.arg(counter.place));
    counter.program->kill();
    house.start(counter);
}

/// The disk fails at a sale: nothing of it is kept, and the customer pays once more.
void refuseSale(DayHouse &house, DayCounter &counter, FailingDisk::Fault fault)
{
    const ModelBasket basket = counter.baskets.back();
    counter.program->disk().set(fault);
    const Result<Receipt> refused =
        await(counter.till().pay(basket.uuid, productTenders(tendersFor(house, basket.total()))));
    counter.program->disk().set(FailingDisk::Fault::None);
    house.expect(!refused && refused.error().code == Error::Code::Unavailable,
                 u"a sale was kept on a disk that fails"_s);
    if (house.dice.chance(50))
        payBasket(house, counter, counter.baskets.size() - 1);
}

/// The commit reaches the disk, the answer does not: asked again, or found after a kill, the sale
/// is there once.
void loseAnswer(DayHouse &house, DayCounter &counter)
{
    const ModelBasket basket = counter.baskets.back();
    const std::vector<ModelTender> paid = tendersFor(house, basket.total());
    const ModelEntry expected = saleOf(house, counter, basket, paid);
    counter.program->disk().set(FailingDisk::Fault::AfterCommit);
    const Result<Receipt> unknown = await(counter.till().pay(basket.uuid, productTenders(paid)));
    house.expect(!unknown && unknown.error().code == Error::Code::Timeout,
                 u"the outcome of a sale was told without knowing it"_s);
    counter.baskets.pop_back();
    const SharedEntry sale = house.keep(counter, expected);
    if (house.dice.chance(50)) {
        counter.program->disk().set(FailingDisk::Fault::None);
        house.print(await(counter.till().pay(basket.uuid, productTenders(paid))), sale);
        return;
    }
    house.note(u"    and is killed"_s);
    counter.program->kill();
    house.start(counter);
    if (!house.failed())
        house.print(await(counter.till().pay(basket.uuid, {})), sale);
}

void diskFails(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"the disk of till %1 fails at a sale"_s.arg(counter.place));
    startedBasket(house, counter);
    if (house.failed())
        return;
    counter.program->settle(); // What its lines left in the journal is kept before.
    const qint64 way = house.dice.below(3);
    if (way == 0)
        return loseAnswer(house, counter);
    refuseSale(house, counter,
               way == 1 ? FailingDisk::Fault::BeforeCommit : FailingDisk::Fault::Everything);
}

void stepClock(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    static const std::vector<qint64> jumps {-7'200, -600, -1, 45, 3'600, 5'400};
    const qint64 jump = house.dice.pick(jumps);
    house.note(u"the clock of till %1 jumps by %2 s"_s.arg(counter.place).arg(jump));
    counter.clock.advanceMs(jump * 1000);
}

void keepJournal(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    house.note(u"the journal of till %1 is copied"_s.arg(counter.place));
    counter.program->stop();
    counter.program->keepJournal();
    counter.kept = DayCounter::Kept {
        .entries = counter.entries, .baskets = counter.baskets, .lastNumber = counter.lastNumber};
    house.start(counter);
}

/// In an old journal a basket may be open that was paid since; its customer has left.
void giveUpPaid(DayHouse &house, DayCounter &counter)
{
    std::erase_if(counter.baskets, [&](const ModelBasket &basket) {
        const bool paid = house.books.receipts.contains(basket.uuid);
        return paid && house.expectDone(counter.till().giveUp(basket.uuid), u"giving up"_s);
    });
}

/// An old copy of a journal is put back on a disk whose entries the database all has. From there it
/// is another till, unless nothing has happened since.
void restoreJournal(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    if (!counter.kept || house.database.away() || !house.upload(counter) || !counter.kept)
        return keepJournal(house);
    house.note(u"the journal of till %1 is put back to entry %2 of %3"_s.arg(counter.place)
                   .arg(counter.kept->entries.size())
                   .arg(counter.entries.size()));
    counter.program->stop();
    counter.program->restoreJournal();
    const bool older = counter.kept->entries.size() < counter.entries.size();
    counter.entries = counter.kept->entries;
    counter.baskets = counter.kept->baskets;
    counter.lastNumber = counter.kept->lastNumber;
    if (older)
        house.copy.reset(); // What only this journal had, no older database may ask for again.
    house.start(counter);
    if (house.failed())
        return;
    giveUpPaid(house, counter);
    const QUuid before = counter.id();
    house.upload(counter);
    house.expect((counter.id() != before) == older,
                 u"till %1 %2"_s.arg(counter.place)
                     .arg(older ? u"did not notice that its journal is old"_s
                                : u"took a new id for nothing"_s));
}

}

const std::vector<DayChoice> &tillFaultSteps()
{
    static const std::vector<DayChoice> steps {
        {uploadJournal, 12}, {uploadPart, 5}, {restartCounter, 3}, {killCounter, 3},
        {diskFails, 4},      {stepClock, 3},  {keepJournal, 1},    {restoreJournal, 2}};
    return steps;
}
