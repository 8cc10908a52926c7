#include "day_house.h"

#include "await.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Days on which something changes: rates, clocks, years, the length of a number of seconds.
const std::vector<QDateTime> &mornings()
{
    static const std::vector<QDateTime> list {
        QDateTime(QDate(2019, 3, 31), QTime(0, 30), Qt::UTC), // The clock goes forward.
        QDateTime(QDate(2020, 2, 28), QTime(21, 0), Qt::UTC),
        QDateTime(QDate(2021, 10, 31), QTime(0, 30), Qt::UTC), // The clock goes back.
        QDateTime(QDate(2025, 12, 31), QTime(22, 45), Qt::UTC), // A rate changes.
        QDateTime(QDate(2031, 6, 3), QTime(6, 0), Qt::UTC),
        QDateTime(QDate(2038, 1, 19), QTime(3, 10), Qt::UTC), // 2^31 seconds.
    };
    return list;
}

ModelProduct productOf(const QStringList &row)
{
    return {.id = row[0].toLongLong(),
            .name = row[1],
            .category = row[2],
            .taxClass = row[3],
            .price = row[4].toLongLong(),
            .unit = row[5],
            .prepared = row[6] == u"t"_s,
            .divisible = row[7] == u"t"_s,
            .available = row[8] == u"t"_s};
}

DayProgram::Shop shopOf(Dice &dice)
{
    return {.zone = QTimeZone(dice.chance(50) ? "Europe/Berlin" : "America/New_York"),
            .cashStep = dice.chance(30) ? 5 : 1,
            .flow = dice.chance(30) ? OrderFlow::Staff : OrderFlow::Automatic};
}

int numbered()
{
    static int number = 0;
    return ++number;
}

}

DayHouse::DayHouse(TestCluster &cluster, TestDatabase &administration, const Dice &seed)
    : dice(seed)
    , database(cluster, administration, numbered())
    , shop(shopOf(dice))
{
    const QDateTime morning = dice.pick(mornings());
    const qint64 tills = dice.chance(15) ? 3 : dice.between(1, 2);
    for (int place = 1; place <= tills; ++place) {
        auto counter = std::make_unique<DayCounter>();
        counter->place = place;
        counter->clock.set(morning.addSecs(dice.between(-20, 20)));
        counter->program = std::make_unique<DayProgram>(database.address(),
                                                        m_folder.filePath(QString::number(place)),
                                                        dice.uuid(), shop, counter->clock);
        counters.push_back(std::move(counter));
    }
}

void DayHouse::open()
{
    readBooks();
    for (const auto &counter : counters) {
        start(*counter);
        if (!failed())
            upload(*counter);
    }
}

/// The shop's price list and its opening stock are what the day begins with.
void DayHouse::readBooks()
{
    books.goods = goodsOfDatabase();
    for (const QStringList &row :
         database.rows(u"SELECT product_id, on_hand FROM bakehouse.stock"_s))
        books.stock[row[0].toLongLong()] = row[1].toLongLong();
    for (const QStringList &row :
         database.rows(u"SELECT product_id, kind, business_day, sum(quantity) "
                       "FROM bakehouse.stock_movements GROUP BY 1, 2, 3"_s))
        books.movements[{row[0].toLongLong(), row[1], QDate::fromString(row[2], Qt::ISODate)}] =
            row[3].toLongLong();
}

ModelGoods DayHouse::goodsOfDatabase()
{
    ModelGoods goods;
    for (const QStringList &row : database.rows(
             u"SELECT p.id, p.name, c.name, p.tax_class, p.price_minor, p.unit, p.prepared, "
             "p.divisible, p.available FROM bakehouse.products p "
             "JOIN bakehouse.categories c ON c.id = p.category_id WHERE p.active ORDER BY p.id"_s))
        goods.products.push_back(productOf(row));
    for (const QStringList &row :
         database.rows(u"SELECT tax_class, mode, valid_from, rate_bp FROM bakehouse.tax_rates"_s))
        goods.rates.push_back(
            {row[0], row[1], QDate::fromString(row[2], Qt::ISODate), row[3].toInt()});
    return goods;
}

void DayHouse::expect(bool holds, const QString &sentence)
{
    if (!holds && failure.isEmpty())
        failure = sentence;
}

void DayHouse::note(const QString &text)
{
    trace.append(text);
}

DayCounter &DayHouse::anyCounter()
{
    return *counters[size_t(dice.below(qint64(counters.size())))];
}

QDateTime DayHouse::localTime(const QDateTime &moment) const
{
    return moment.toTimeZone(shop.zone);
}

/// Before four in the morning it is still yesterday.
QDate DayHouse::dayOf(const QDateTime &moment) const
{
    const QDateTime local = localTime(moment);
    return local.time().hour() < 4 ? local.date().addDays(-1) : local.date();
}

void DayHouse::passTime(qint64 seconds)
{
    for (const auto &counter : counters)
        counter->clock.advanceMs(seconds * 1000);
}

void DayHouse::stamp(const DayCounter &counter, ModelEntry &entry) const
{
    entry.at = counter.clock.now();
    entry.day = dayOf(entry.at);
    entry.suspect = !counter.entries.empty() && entry.at < counter.entries.back()->at;
}

SharedEntry DayHouse::keep(DayCounter &counter, ModelEntry entry)
{
    entry.till = counter.id();
    entry.sequence = qint64(counter.entries.size()) + 1;
    if (entry.isReceipt()) {
        entry.number = ++counter.lastNumber;
        entry.prefix = counter.prefix;
    }
    counter.entries.push_back(std::make_shared<const ModelEntry>(std::move(entry)));
    return counter.entries.back();
}

void DayHouse::keepEvent(DayCounter &counter, const QString &kind)
{
    ModelEntry event {.kind = kind};
    stamp(counter, event);
    keep(counter, std::move(event));
}

void DayHouse::print(const Result<Receipt> &receipt, const SharedEntry &expected)
{
    if (!expectDone(receipt, u"printing"_s))
        return;
    const auto same = [this, &expected](bool holds, const QString &what) {
        expect(holds,
               u"receipt %1%2: its %3 is not what the till was told"_s.arg(expected->prefix)
                   .arg(expected->number)
                   .arg(what));
    };
    same(receipt->number == expected->number && receipt->prefix == expected->prefix, u"number"_s);
    same(receipt->sequence == expected->sequence, u"place in the journal"_s);
    same(receipt->uuid == expected->uuid, u"uuid"_s);
    same(receipt->total.minor() == expected->total, u"total"_s);
    same(receipt->change.minor() == expected->change, u"change"_s);
    same(receipt->lines.size() == expected->lines.size(), u"number of lines"_s);
    same(receipt->soldAt == expected->at, u"time"_s);
    printed.push_back(expected);
}
