#include "basket_history.h"

namespace {
constexpr size_t mostSteps = 50;
constexpr size_t mostGivenUp = 8;
}

void BasketHistory::keep(Basket before)
{
    std::deque<Basket> &steps = m_steps[before.uuid];
    steps.push_back(std::move(before));
    if (steps.size() > mostSteps)
        steps.pop_front();
}

void BasketHistory::keepGivenUp(Basket before)
{
    m_givenUp.push_back(before.uuid);
    keep(std::move(before));
    if (m_givenUp.size() > mostGivenUp)
        forget(QUuid(m_givenUp.front()));
}

std::optional<Basket> BasketHistory::takeLast(const QUuid &basket)
{
    const auto steps = m_steps.find(basket);
    if (steps == m_steps.end())
        return {};
    Basket last = std::move(steps->second.back());
    steps->second.pop_back();
    if (steps->second.empty())
        m_steps.erase(steps);
    std::erase(m_givenUp, basket); // It is back.
    return last;
}

void BasketHistory::forget(const QUuid &basket)
{
    m_steps.erase(basket);
    std::erase(m_givenUp, basket);
}
