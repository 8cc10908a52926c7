#pragma once

#include "receipt.h"

#include <array>
#include <chrono>

/// How long the sales of one run took from tap to durable. A value.
struct TapTimes {
    /// Upper bounds of the histogram's buckets in microseconds; the last bucket has none.
    static constexpr std::array<qint64, 12> boundsUs {250,     500,     1'000,   2'000,
                                                      5'000,   10'000,  20'000,  50'000,
                                                      100'000, 200'000, 500'000, 1'000'000};
    std::array<qint64, boundsUs.size() + 1> counts {};
    std::chrono::microseconds longest {0};

    void add(std::chrono::microseconds time);
};

/// What a replay has sold: the figures of all receipts of its file, those of earlier runs included,
/// and the times of this run.
struct ReplaySummary {
    qint64 receipts = 0;
    qint64 lines = 0;
    Money takings;
    std::vector<VatTotal> vat; ///< By rising rate; sums of the receipts' own.
    Currency currency;

    qint64 soldNow = 0; ///< Receipts sold by this run; 0 when all were in the journal.
    TapTimes taps;
    std::chrono::microseconds selling {0}; ///< First sale to last durable.
    std::chrono::microseconds whole {0}; ///< First sale to last entry in PostgreSQL.

    void add(const Receipt &receipt);
};
