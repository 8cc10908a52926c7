#include "model_books.h"

#include <algorithm>

using namespace Qt::StringLiterals;

int ModelBooks::registerTill(const QUuid &till, int wanted)
{
    if (const auto known = tills.find(till); known != tills.end())
        return known->second.number;
    int highest = 0;
    bool taken = wanted == 0;
    for (const auto &[id, other] : tills) {
        highest = std::max(highest, other.number);
        taken = taken || other.number == wanted;
    }
    const int number = taken ? highest + 1 : wanted;
    tills[till].number = number;
    if (wanted != 0 && number != wanted)
        discrepancies.emplace(till.toRfc4122(), 0, u"till_number"_s);
    return number;
}

void ModelBooks::record(const SharedEntry &entry)
{
    tills[entry->till].entries.push_back(entry);
    if (!entry->isReceipt())
        return;
    receipts[entry->uuid] = entry;
    for (const ModelLine &line : entry->lines) {
        if (!stock.contains(line.product))
            noteDiscrepancy(*entry, u"unknown_product"_s);
    }
    noteRefunds(*entry);
    if (entry->kind == u"sale"_s && entry->order)
        collect(*entry);
    moveStock(*entry);
    if (entry->kind == u"sale"_s && !entry->order)
        makeOrder(*entry);
}

void ModelBooks::noteDiscrepancy(const ModelEntry &entry, const QString &kind)
{
    discrepancies.emplace(entry.till.toRfc4122(), entry.sequence, kind);
}

std::vector<SharedEntry> ModelBooks::refundsOf(const QUuid &original) const
{
    std::vector<SharedEntry> refunds;
    for (const auto &[uuid, receipt] : receipts) {
        if (receipt->kind == u"refund"_s && receipt->original == original)
            refunds.push_back(receipt);
    }
    return refunds;
}

/// A refund is judged when it comes in after its sale; those that came before, when the sale does.
void ModelBooks::noteRefunds(const ModelEntry &entry)
{
    if (entry.kind == u"sale"_s)
        return judgeRefunds(entry, {}, refundsOf(entry.uuid));
    const auto sale = receipts.find(entry.original);
    if (sale == receipts.end())
        return;
    std::vector<SharedEntry> known = refundsOf(entry.original);
    const auto own = std::partition(known.begin(), known.end(), [&](const SharedEntry &refund) {
        return refund->uuid != entry.uuid;
    });
    const std::vector<SharedEntry> judged(own, known.end());
    known.erase(own, known.end());
    judgeRefunds(*sale->second, known, judged);
}

void ModelBooks::judgeRefunds(const ModelEntry &sale, const std::vector<SharedEntry> &known,
                              const std::vector<SharedEntry> &judged)
{
    std::map<int, std::pair<qint64, qint64>> given; // Thousandths and money, by line.
    const auto add = [&given](const ModelLine &line) -> std::pair<qint64, qint64> & {
        std::pair<qint64, qint64> &sum = given[line.originalLine];
        sum.first -= line.quantity;
        sum.second -= line.gross;
        return sum;
    };
    for (const SharedEntry &refund : known) {
        for (const ModelLine &line : refund->lines)
            add(line);
    }
    std::vector<SharedEntry> inOrder = judged;
    std::sort(inOrder.begin(), inOrder.end(), [](const SharedEntry &a, const SharedEntry &b) {
        return std::make_tuple(a->at, a->till.toRfc4122(), a->sequence)
            < std::make_tuple(b->at, b->till.toRfc4122(), b->sequence);
    });
    for (const SharedEntry &refund : inOrder) {
        for (const ModelLine &line : refund->lines) {
            const auto &[quantity, gross] = add(line);
            const ModelLine &sold = sale.lines[size_t(line.originalLine - 1)];
            if (quantity > sold.quantity || gross > sold.gross)
                noteDiscrepancy(*refund, u"over_refund"_s);
        }
    }
}

void ModelBooks::book(qint64 product, qint64 quantity, const QString &kind, QDate day)
{
    movements[{product, kind, day}] += quantity;
    if (const auto known = stock.find(product); known != stock.end())
        known->second += quantity;
}

/// A sale takes what there is and what is missing is a shortfall; a return cancels the shortfall of
/// its sale first. An order's receipt takes nothing: the order did.
void ModelBooks::moveStock(const ModelEntry &receipt)
{
    if (receipt.order && receipt.kind == u"sale"_s)
        return;
    std::map<qint64, qint64> taken;
    for (const ModelLine &line : receipt.lines)
        taken[line.product] += line.quantity;
    for (const auto &[product, quantity] : taken) {
        const auto known = stock.find(product);
        const qint64 missing = quantity - (known == stock.end() ? 0 : known->second);
        if (quantity > 0 && missing > 0) {
            shortfalls[{receipt.till.toRfc4122(), receipt.sequence, product}] = {
                .day = receipt.day, .quantity = missing};
            book(product, missing, u"shortfall"_s, receipt.day);
        }
        const qint64 settled = quantity < 0 ? settleOwn(receipt, product, -quantity) : 0;
        book(product, -quantity, receipt.kind, receipt.day);
        if (settled > 0)
            book(product, -settled, u"settle"_s, receipt.day);
    }
}

qint64 ModelBooks::settleOwn(const ModelEntry &refund, qint64 product, qint64 quantity)
{
    const auto sale = receipts.find(refund.original);
    if (sale == receipts.end())
        return 0;
    const auto open =
        shortfalls.find({sale->second->till.toRfc4122(), sale->second->sequence, product});
    if (open == shortfalls.end())
        return 0;
    Shortfall &shortfall = open->second;
    const qint64 settled = std::min(shortfall.quantity - shortfall.settled, quantity);
    shortfall.settled += settled;
    return settled;
}

bool ModelBooks::deliver(const QString &key, QDate day, const std::map<qint64, qint64> &amounts)
{
    if (!deliveries.insert(key).second)
        return false;
    for (const auto &[product, amount] : amounts) {
        book(product, amount, u"delivery"_s, day);
        qint64 left = amount;
        for (auto &[place, shortfall] : shortfalls) { // By till and sequence.
            if (std::get<2>(place) != product || shortfall.day != day)
                continue;
            const qint64 settled = std::min(left, shortfall.quantity - shortfall.settled);
            shortfall.settled += settled;
            left -= settled;
            if (settled > 0)
                book(product, -settled, u"settle"_s, day);
        }
    }
    return true;
}

void ModelBooks::setStock(qint64 product, qint64 onHand, const QString &kind, QDate day)
{
    stock.try_emplace(product, 0);
    if (const qint64 change = onHand - stock[product]; change != 0)
        book(product, change, kind, day);
}
