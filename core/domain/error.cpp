#include "error.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {
/// In the order of Error::Reason; stable, because callers of the API read them.
constexpr std::array reasonWords {
    "unspecified"_L1,
    "bad_field"_L1,
    "missing_field"_L1,
    "unknown_product"_L1,
    "insufficient_stock"_L1,
    "bad_quantity"_L1,
    "key_reused"_L1,
    "too_many_open_orders"_L1,
    "unknown_order"_L1,
    "state_not_allowed"_L1,
    "no_tax_rate"_L1,
    "not_paid"_L1,
    "overpaid"_L1,
    "empty_basket"_L1,
    "unknown_receipt"_L1,
    "nothing_left_to_refund"_L1,
    "till_not_registered"_L1,
    "currency_fixed"_L1,
    "bad_row"_L1,
    "database_away"_L1,
    "database_busy"_L1,
    "outcome_unknown"_L1,
    "schema_mismatch"_L1,
    "journal_unwritable"_L1,
    "journal_forked"_L1,
    "directory_owned"_L1,
    "directory_unusable"_L1,
    "server_missing"_L1,
    "backup_damaged"_L1,
    "shop_closed"_L1,
    "pickup_closed"_L1,
    "pickup_too_soon"_L1,
    "pickup_past_cutoff"_L1,
    "pickup_too_far"_L1,
    "cancelled"_L1,
    "defect"_L1,
};
static_assert(reasonWords.size() == size_t(Error::Reason::Defect) + 1);
}

QString reasonWord(Error::Reason reason)
{
    return reasonWords.at(size_t(reason));
}

QString describe(const Error &error)
{
    QStringList parts {reasonWord(error.reason)};
    if (!error.field.isEmpty())
        parts.append(u"field "_s + error.field);
    if (error.product)
        parts.append(u"product %1"_s.arg(*error.product));
    if (error.left)
        parts.append(u"left %1"_s.arg(*error.left));
    if (error.at.isValid())
        parts.append(u"possible at "_s + error.at.toString(Qt::ISODate));
    if (!error.detail.isEmpty())
        parts.append(error.detail);
    return parts.join(u", "_s);
}
