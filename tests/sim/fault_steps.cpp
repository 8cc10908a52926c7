#include "fault_steps.h"

#include "await.h"
#include "order_steps.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

void databaseAway(DayHouse &house)
{
    house.note(u"the database goes away"_s);
    house.database.goAway();
}

/// An upload whose backend dies at one of its rows: once, and the next try is through; always, and
/// the till waits.
void dieDuringUpload(DayHouse &house, DayCounter &counter, DayDatabase::Dying dying)
{
    house.database.dieAtRow(int(house.dice.between(1, 12)), dying);
    const bool done = house.upload(counter);
    house.expect(done || dying == DayDatabase::Dying::Always || house.failed(),
                 u"an upload failed whose backend died once"_s);
    house.database.dieNoMore();
    if (!done) // What was recorded before is found out by sending the rest.
        house.expect(house.upload(counter), u"an upload failed when all was well again"_s);
}

void dieDuringOrder(DayHouse &house)
{
    house.database.dieAtRow(int(house.dice.between(1, 6)), DayDatabase::Dying::Once);
    const ModelRequest request = newRequest(house);
    house.requests.push_back(request);
    const Result<PlacedOrder> placed =
        await(house.counters.front()->program->desk().place(productOrder(request)));
    compareAnswer(house, placed, request);
    house.database.dieNoMore();
}

void backendDies(DayHouse &house)
{
    DayCounter &counter = house.anyCounter();
    if (house.dice.chance(40)) {
        house.note(u"a backend dies at an order"_s);
        return dieDuringOrder(house);
    }
    const bool known = house.books.tills.contains(counter.id())
        && house.books.tills.at(counter.id()).head() <= qint64(counter.entries.size());
    if (!known)
        return;
    const bool once = house.dice.chance(60);
    house.note(u"a backend dies %1 at an upload of till %2"_s.arg(once ? u"once"_s : u"always"_s)
                   .arg(counter.place));
    dieDuringUpload(house, counter, once ? DayDatabase::Dying::Once : DayDatabase::Dying::Always);
}

void endConnections(DayHouse &house)
{
    house.note(u"the server ends all connections"_s);
    house.database.goAway();
    house.database.comeBack();
    house.reconnect();
}

void keepCopy(DayHouse &house)
{
    house.note(u"the database is copied"_s);
    house.database.keepCopy();
    house.copy = house.books;
    house.reconnect();
}

/// The database is that of the copy again. What tills hold comes back with their next upload; what
/// customers of the net ordered since is gone, as the copy's age says.
void restoreCopy(DayHouse &house)
{
    if (!house.copy)
        return keepCopy(house);
    house.note(u"the database is restored from its copy"_s);
    house.database.restoreCopy();
    house.books = *house.copy;
    std::erase_if(house.told, [&house](const QUuid &order) { return !house.books.find(order); });
    house.reconnect();
}

void nextDay(DayHouse &house)
{
    house.note(u"the day ends"_s);
    for (const auto &counter : house.counters) {
        const QMap<QString, QString> values {{u"day"_s, u"%1"_s.arg(counter->lastNumber)}};
        if (house.expectDone(await(counter->till().record(u"day_close"_s, values)),
                             u"closing the day"_s))
            house.keepEvent(*counter, u"day_close"_s);
    }
    house.passTime(house.dice.between(9, 26) * 3'600);
}

void timePasses(DayHouse &house)
{
    const qint64 minutes = house.dice.between(5, 120);
    house.note(u"%1 quiet minutes"_s.arg(minutes));
    house.passTime(minutes * 60);
}

}

void databaseBack(DayHouse &house)
{
    house.note(u"the database is back"_s);
    house.database.comeBack();
    house.reconnect();
}

void crashServer(DayHouse &house)
{
    house.note(u"the database server is killed"_s);
    house.database.crashServer();
    house.reconnect();
}

const std::vector<DayChoice> &faultSteps()
{
    static const std::vector<DayChoice> steps {
        {databaseAway, 3}, {backendDies, 4}, {endConnections, 1}, {keepCopy, 1},
        {restoreCopy, 2},  {nextDay, 2},     {timePasses, 3}};
    return steps;
}

const std::vector<DayChoice> &outageSteps()
{
    static const std::vector<DayChoice> steps {{databaseBack, 10}, {nextDay, 2}, {timePasses, 2}};
    return steps;
}
