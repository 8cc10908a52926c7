#pragma once

#include "queue_state.h"

#include <utility>
#include <vector>

/// Figures of the shop that live in the database.
struct ShopFigures {
    std::vector<std::pair<QString, qint64>> openOrders; ///< By state, each that is open.
    qint64 receipts = 0;
    std::vector<QueueKind> queue;
};
