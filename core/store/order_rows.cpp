#include "order_rows.h"

using namespace Qt::StringLiterals;

// Columns of order_find, orders_open, partner_order and partner_orders: public_id, pickup_code,
// source, state, customer_name, placed_at, state_at, total_minor, then the line's product_id,
// product_name, quantity, unit_price_minor, line_total_minor, tax_class, then customer_phone, note,
// due_at, pickup_start, pickup_end.
static Order orderHead(const SqlRow &row)
{
    return {.publicId = row.integer(0),
            .pickupCode = row.text(1),
            .source = orderSourceFromWord(row.text(2)).value_or(OrderSource::Web),
            .state = orderStateFromWord(row.text(3)).value_or(OrderState::Requested),
            .customerName = row.text(4),
            .customerPhone = row.text(14),
            .note = row.text(15),
            .placedAt = row.time(5),
            .placedMicros = row.micros(5),
            .stateAt = row.time(6),
            .stateMicros = row.micros(6),
            .dueAt = row.time(16),
            .pickupStart = row.time(17),
            .pickupEnd = row.time(18),
            .total = Money::fromMinor(row.integer(7))};
}

std::vector<Order> ordersOf(const std::vector<SqlRow> &rows)
{
    std::vector<Order> orders;
    for (const SqlRow &row : rows) {
        if (orders.empty() || orders.back().publicId != row.integer(0))
            orders.push_back(orderHead(row));
        orders.back().lines.push_back({.product = row.integer(8),
                                       .productName = row.text(9),
                                       .quantity = Quantity::fromThousandths(row.integer(10)),
                                       .unitPrice = Money::fromMinor(row.integer(11)),
                                       .total = Money::fromMinor(row.integer(12)),
                                       .taxClass = row.text(13)});
    }
    return orders;
}
