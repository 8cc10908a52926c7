#pragma once

#include "day_house.h"

/// One simulated day of a shop, driven by a seed: several tills, customers on the net, a kitchen,
/// deliveries, and everything that can go wrong. It plays with the product's own parts on a real
/// PostgreSQL, one decision after the other, and keeps books of its own of what must come of it.
/// Owned by the test; main thread.
class ShopDay
{
public:
    /// How long days are, in steps, and whether the server is killed in them.
    struct Length {
        int shortest = 10;
        int longest = 40;
        int crashesPerThousandSteps = 1;
    };
    ShopDay(TestCluster &cluster, TestDatabase &administration, quint64 seed, Length length);

    /// How many steps the seed wants.
    int plannedSteps() const { return m_steps; }
    /// Plays the first @p steps steps, closes the shop and compares the books: once for each
    /// object. What does not fit, or an empty text.
    QString play(int steps);
    /// What was done, a line for each step.
    const QStringList &trace() const { return m_house.trace; }

private:
    void playStep(int index);
    void close();

    const Dice m_seed;
    const Length m_length;
    int m_steps = 0;
    DayHouse m_house;
};
