#include "refund_steps.h"

#include "await.h"
#include "model_sums.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Refunds of @p sale that a till knows of: its own, and those of the database when it answers.
std::vector<SharedEntry> knownRefunds(const DayHouse &house, const DayCounter &counter,
                                      const QUuid &sale)
{
    std::vector<SharedEntry> known;
    for (const SharedEntry &entry : counter.entries) {
        if (entry->kind == u"refund"_s && entry->original == sale)
            known.push_back(entry);
    }
    if (house.database.away())
        return known;
    for (const SharedEntry &refund : house.books.refundsOf(sale)) {
        const bool own = std::any_of(known.begin(), known.end(), [&](const SharedEntry &one) {
            return one->uuid == refund->uuid;
        });
        if (!own)
            known.push_back(refund);
    }
    return known;
}

/// Thousandths and money that @p refunds gave back of a line, from 1.
std::pair<qint64, qint64> givenBack(const std::vector<SharedEntry> &refunds, int line)
{
    std::pair<qint64, qint64> sum;
    for (const SharedEntry &refund : refunds) {
        for (const ModelLine &mirrored : refund->lines) {
            if (mirrored.originalLine != line)
                continue;
            sum.first -= mirrored.quantity;
            sum.second -= mirrored.gross;
        }
    }
    return sum;
}

/// A line gives back its share of the gross up to here, less what went back before.
ModelLine mirrored(const ModelLine &line, int number, qint64 quantity,
                   const std::vector<SharedEntry> &before)
{
    const auto [givenQuantity, givenGross] = givenBack(before, number);
    ModelLine mirror = line;
    mirror.quantity = -quantity;
    mirror.gross =
        givenGross - ModelSums::share(line.gross, givenQuantity + quantity, line.quantity);
    mirror.discount = ModelSums::priceOf(line.price, mirror.quantity) - mirror.gross;
    mirror.originalLine = number;
    return mirror;
}

ModelEntry refundOf(const DayHouse &house, const DayCounter &counter, const ModelEntry &sale,
                    const std::map<int, qint64> &wanted, const QString &method)
{
    const std::vector<SharedEntry> before = knownRefunds(house, counter, sale.uuid);
    ModelEntry refund {.kind = u"refund"_s,
                       .clerk = 1,
                       .mode = sale.mode,
                       .originalTill = sale.till,
                       .original = sale.uuid,
                       .originalNumber = sale.number};
    house.stamp(counter, refund);
    for (const auto &[number, quantity] : wanted)
        refund.lines.push_back(mirrored(sale.lines[size_t(number - 1)], number, quantity, before));
    ModelSums::addUp(refund);
    const bool cash = method == u"cash"_s;
    const qint64 amount =
        cash ? ModelSums::roundedTo(refund.total, house.shop.cashStep) : refund.total;
    refund.tenders = {{.method = method, .amount = amount}};
    ModelSums::settle(refund, house.shop.cashStep);
    return refund;
}

/// The till finds a receipt in its journal, else in the database when that answers and has it.
std::optional<Receipt> lookUp(DayHouse &house, DayCounter &counter, const ModelEntry &sale)
{
    const bool own =
        std::any_of(counter.entries.begin(), counter.entries.end(),
                    [&sale](const SharedEntry &entry) { return entry->uuid == sale.uuid; });
    const bool stored = !house.database.away() && house.books.receipts.contains(sale.uuid);
    const bool byNumber = own && house.dice.chance(50);
    const QString name = byNumber ? u"%1%2"_s.arg(sale.prefix).arg(sale.number)
                                  : sale.uuid.toString(QUuid::WithoutBraces);
    const Result<Receipt> found = await(counter.till().receipt(name));
    house.expect(bool(found) == (own || stored),
                 u"till %1 %2 receipt %3"_s.arg(counter.place)
                     .arg(found ? u"finds"_s : u"does not find"_s, name));
    if (!found)
        return {};
    house.expect(found->total.minor() == sale.total && found->uuid == sale.uuid,
                 u"receipt %1 is found with another total"_s.arg(name));
    return *found;
}

/// What to give back of which line: something of what is left, all of it, or too much.
std::map<int, qint64> wishes(DayHouse &house, const ModelEntry &sale,
                             const std::vector<SharedEntry> &before)
{
    std::map<int, qint64> wanted;
    for (int number = 1; number <= int(sale.lines.size()); ++number) {
        const ModelLine &line = sale.lines[size_t(number - 1)];
        const qint64 left = line.quantity - givenBack(before, number).first;
        if (left <= 0 || house.dice.chance(40))
            continue;
        wanted[number] = house.dice.chance(50) ? left : house.dice.between(1, left);
    }
    if (house.dice.chance(10)) {
        const qint64 left = sale.lines.front().quantity - givenBack(before, 1).first;
        wanted[1] = std::max(left, qint64(0)) + 1;
    }
    return wanted;
}

bool tooMuch(const ModelEntry &sale, const std::map<int, qint64> &wanted,
             const std::vector<SharedEntry> &before)
{
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto &wish) {
        const ModelLine &line = sale.lines[size_t(wish.first - 1)];
        return wish.second > line.quantity - givenBack(before, wish.first).first;
    });
}

void compareLeft(DayHouse &house, DayCounter &counter, const Receipt &original,
                 const ModelEntry &sale, const std::vector<SharedEntry> &before)
{
    const Result<std::vector<Quantity>> left = await(counter.till().leftToRefund(original));
    if (!house.expectDone(left, u"asking what is left"_s))
        return;
    for (size_t i = 0; i < sale.lines.size(); ++i) {
        const qint64 expected =
            std::max(sale.lines[i].quantity - givenBack(before, int(i) + 1).first, qint64(0));
        house.expect((*left)[i].thousandths() == expected,
                     u"%1 is said to be left of line %2, not %3"_s.arg((*left)[i].thousandths())
                         .arg(i + 1)
                         .arg(expected));
    }
}

void giveBack(DayHouse &house)
{
    std::vector<SharedEntry> sales;
    std::copy_if(house.printed.begin(), house.printed.end(), std::back_inserter(sales),
                 [](const SharedEntry &receipt) { return receipt->kind == u"sale"_s; });
    if (sales.empty())
        return house.note(u"nothing to give back"_s);
    const SharedEntry sale = house.dice.pick(sales);
    DayCounter &counter = house.anyCounter();
    house.note(
        u"till %1 gives back of %2%3"_s.arg(counter.place).arg(sale->prefix).arg(sale->number));
    const std::optional<Receipt> original = lookUp(house, counter, *sale);
    if (!original)
        return;
    const std::vector<SharedEntry> before = knownRefunds(house, counter, sale->uuid);
    compareLeft(house, counter, *original, *sale, before);
    const std::map<int, qint64> wanted = wishes(house, *sale, before);
    if (wanted.empty())
        return;
    static const QStringList methods {u"cash"_s, u"card"_s, u"voucher"_s};
    const QString method = methods[house.dice.below(3)];
    std::vector<RefundLine> lines;
    for (const auto &[line, quantity] : wanted)
        lines.push_back({.line = line, .quantity = Quantity::fromThousandths(quantity)});
    const Result<Receipt> refund =
        await(counter.till().refund(*original, lines, *tenderMethodFromWord(method), 1));
    if (tooMuch(*sale, wanted, before))
        return house.expect(!refund && refund.error().reason == Error::Reason::NothingLeftToRefund,
                            u"more was given back than was left"_s);
    ModelEntry expected = refundOf(house, counter, *sale, wanted, method);
    expected.uuid = refund ? refund->uuid : QUuid();
    house.print(refund, house.keep(counter, std::move(expected)));
}

}

const std::vector<DayChoice> &refundSteps()
{
    static const std::vector<DayChoice> steps {{giveBack, 14}};
    return steps;
}
