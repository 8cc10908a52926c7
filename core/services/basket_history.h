#pragma once

#include "basket.h"

#include <deque>
#include <map>
#include <optional>

/// What baskets were before their last changes: up to 50 steps of each, in memory. Owned by Till;
/// main thread.
class BasketHistory final
{
public:
    /// @p before is what the basket was before a change.
    void keep(Basket before);
    /// As keep(), for a basket that was given up; the last eight of them are remembered.
    void keepGivenUp(Basket before);
    bool has(const QUuid &basket) const { return m_steps.contains(basket); }
    /// The last step, which is taken out; nothing when there is none.
    std::optional<Basket> takeLast(const QUuid &basket);
    void forget(const QUuid &basket);

private:
    std::map<QUuid, std::deque<Basket>> m_steps; // none of them empty
    std::deque<QUuid> m_givenUp; // the oldest first
};
