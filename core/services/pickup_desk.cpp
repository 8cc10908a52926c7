#include "pickup_desk.h"

namespace {

/// Of what is sold; a product without a need is left out.
void appendNeed(std::vector<PickupNeed> &needs, const Product &product)
{
    if (product.leadMinutes > 0 || product.cutoff)
        needs.push_back(
            {.product = product.id, .leadMinutes = product.leadMinutes, .cutoff = product.cutoff});
}

} // namespace

PickupDesk::PickupDesk(CatalogueCache &cache, const Clock &clock, Settings settings)
    : m_cache(cache)
    , m_clock(clock)
    , m_settings(std::move(settings))
{
}

PickupRules PickupDesk::rules(const Catalogue &catalogue) const
{
    return {catalogue.goods().hours, m_settings.zone, m_settings.plan, m_clock.now()};
}

Result<void> PickupDesk::plan(NewOrder &order, const Catalogue &catalogue) const
{
    std::vector<PickupNeed> needs;
    for (const NewOrder::Line &line : order.lines) {
        if (const Product *product = catalogue.find(line.product))
            appendNeed(needs, *product);
    }
    if (order.pickupAt.isNull()) {
        // The quick way of nearly all orders.
        const bool plain =
            needs.empty() && isOpenAt(catalogue.goods().hours, m_settings.zone, m_clock.now());
        return plain ? Result<void>() : rules(catalogue).checkNow(needs);
    }
    Result<void> possible = rules(catalogue).check(order.pickupAt, needs);
    if (possible) {
        constexpr qint64 secondsOfMinute = 60;
        order.dueAt = order.pickupAt.addSecs(-longestLead(needs) * secondsOfMinute);
        order.pickupEnd = order.pickupAt.addSecs(m_settings.plan.stepMinutes * secondsOfMinute);
    }
    return possible;
}

Result<PickupDesk::Offer> PickupDesk::offer(const std::vector<qint64> &products,
                                            const Catalogue &catalogue) const
{
    std::vector<PickupNeed> needs;
    for (const qint64 id : products) {
        const Product *const product = catalogue.find(id);
        if (!product)
            return Error {.code = Error::Code::NotFound,
                          .reason = Error::Reason::UnknownProduct,
                          .product = id};
        appendNeed(needs, *product);
    }
    const PickupRules now = rules(catalogue);
    return Offer {.now = bool(now.checkNow(needs)), .days = now.offered(needs)};
}

OpeningState PickupDesk::opening(const Catalogue &catalogue) const
{
    return openingState(catalogue.goods().hours, m_settings.zone, m_clock.now());
}
