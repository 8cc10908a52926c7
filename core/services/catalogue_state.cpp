#include "catalogue_state.h"

#include <algorithm>

namespace {

using Quantities = std::vector<Quantity>;

Quantity shownAmount(Quantity onHand, Quantity owed)
{
    return std::max(onHand - owed, Quantity());
}

std::shared_ptr<const Quantities> share(Quantities amounts)
{
    return std::make_shared<const Quantities>(std::move(amounts));
}

/// Adds (sign 1) or takes away (sign -1) what an entry takes, for the goods that are known.
void count(Quantities &owed, const Catalogue &catalogue, const PendingEntries::Taken &taken,
           int sign)
{
    for (const StockLevel &line : taken) {
        if (const int index = catalogue.indexOf(line.product); index >= 0)
            owed[size_t(index)] += sign > 0 ? line.onHand : -line.onHand;
    }
}

void show(CatalogueState &state, Quantities shown, const QDateTime &readAt)
{
    state.shown =
        std::make_shared<const Catalogue>(state.shown->sharedGoods(), std::move(shown), readAt);
}

void showAgain(Quantities &shown, const CatalogueState &state,
               const std::vector<StockLevel> &touched)
{
    for (const StockLevel &level : touched) {
        if (const int index = state.shown->indexOf(level.product); index >= 0) {
            const auto place = size_t(index);
            shown[place] = shownAmount((*state.onHand)[place], (*state.owed)[place]);
        }
    }
}

}

CatalogueRead CatalogueState::asRead() const
{
    CatalogueRead read {.goods = shown->sharedGoods(), .heads = heads};
    read.stock.reserve(onHand->size());
    for (size_t index = 0; index < onHand->size(); ++index)
        read.stock.push_back({shown->goods().products[index].id, (*onHand)[index]});
    return read;
}

std::optional<CatalogueState> withRead(const CatalogueState &before, const CatalogueRead &read,
                                       const QDateTime &readAt)
{
    if (!read.goods || read.stock.size() != read.goods->products.size())
        return std::nullopt;
    Quantities onHand;
    onHand.reserve(read.stock.size());
    std::ranges::transform(read.stock, std::back_inserter(onHand), &StockLevel::onHand);

    CatalogueState after {.heads = read.heads, .pending = before.pending};
    after.pending.drop(read.heads, [](const PendingEntries::Taken &) {});
    const Catalogue goods(read.goods, onHand, readAt); // To find products in.
    Quantities owed(onHand.size());
    after.pending.visit([&](const PendingEntries::Taken &taken) { count(owed, goods, taken, 1); });
    Quantities shown(onHand.size());
    std::ranges::transform(onHand, owed, shown.begin(), shownAmount);
    after.onHand = share(std::move(onHand));
    after.owed = share(std::move(owed));
    after.shown = std::make_shared<const Catalogue>(read.goods, std::move(shown), readAt);
    return after;
}

std::optional<CatalogueState> withChange(const CatalogueState &before, const StockChange &change)
{
    if (!before.shown)
        return std::nullopt;
    CatalogueState after = before;
    std::vector<StockLevel> touched = change.stock;
    Quantities onHand = *before.onHand;
    for (const StockLevel &level : change.stock) {
        if (const int index = before.shown->indexOf(level.product); index >= 0)
            onHand[size_t(index)] = level.onHand;
    }
    after.onHand = share(std::move(onHand));

    after.heads.insert(change.heads);
    std::vector<StockLevel> settled;
    after.pending.drop(change.heads, [&settled](const PendingEntries::Taken &taken) {
        settled.insert(settled.end(), taken.begin(), taken.end());
    });
    if (!settled.empty()) {
        Quantities owed = *before.owed;
        count(owed, *before.shown, settled, -1);
        after.owed = share(std::move(owed));
        touched.insert(touched.end(), settled.begin(), settled.end());
    }
    Quantities shown = before.shown->allShown();
    showAgain(shown, after, touched);
    show(after, std::move(shown), before.shown->readAt());
    return after;
}

std::optional<CatalogueState> withEntry(const CatalogueState &before, const QUuid &till,
                                        qint64 sequence, const PendingEntries::Taken &taken)
{
    if (taken.empty() || before.heads.value(till) >= sequence)
        return std::nullopt;
    CatalogueState after = before;
    if (!after.pending.add(till, sequence, taken))
        return std::nullopt;
    if (!before.shown)
        return after;
    Quantities owed = *before.owed;
    count(owed, *before.shown, taken, 1);
    after.owed = share(std::move(owed));
    Quantities shown = before.shown->allShown();
    showAgain(shown, after, taken);
    show(after, std::move(shown), before.shown->readAt());
    return after;
}
