#pragma once

#include "catalogue_cache.h"
#include "clock.h"
#include "order.h"
#include "pickup_rules.h"
#include "result.h"

#include <QTimeZone>

/// When orders may be picked up: the opening hours and the goods of the catalogue in memory, at the
/// time of the clock. For the API and the order desk. Stateless; thread-safe; owned by the shop,
/// after the cache.
class PickupDesk
{
public:
    struct Settings {
        QTimeZone zone;
        PickupPlan plan;
    };
    PickupDesk(CatalogueCache &cache, const Clock &clock, Settings settings);

    CatalogueCache &catalogue() const { return m_cache; }
    const QTimeZone &zone() const { return m_settings.zone; }
    QDateTime now() const { return m_clock.now(); }

    /// Whether @p order can be made as it was asked for; gives it the moment it is due at, and the
    /// window of its pick-up. Errors: as PickupRules::checkNow() and check(). Products that are not
    /// sold ask for nothing here.
    Result<void> plan(NewOrder &order, const Catalogue &catalogue) const;

    /// What is offered for a basket now.
    struct Offer {
        bool now = true;
        std::vector<PickupRules::Day> days;
    };
    /// Errors: NotFound/UnknownProduct (product).
    Result<Offer> offer(const std::vector<qint64> &products, const Catalogue &catalogue) const;
    OpeningState opening(const Catalogue &catalogue) const;

private:
    PickupRules rules(const Catalogue &catalogue) const;

    CatalogueCache &m_cache;
    const Clock &m_clock;
    const Settings m_settings;
};
