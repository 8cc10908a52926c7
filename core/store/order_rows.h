#pragma once

#include "order.h"
#include "sql.h"

#include <vector>

/// The orders in rows with the columns of order_find, each order's lines one after the other.
std::vector<Order> ordersOf(const std::vector<SqlRow> &rows);
