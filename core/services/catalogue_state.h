#pragma once

#include "pending_entries.h"
#include "stock_listener.h"

#include <memory>
#include <optional>
#include <vector>

/// All that the cache knows, of one moment: immutable, replaced as a whole by the functions below.
/// Goods and the untouched vectors are shared from one moment to the next.
struct CatalogueState {
    using Amounts = std::shared_ptr<const std::vector<Quantity>>; ///< In the order of the goods.

    std::shared_ptr<const Catalogue> shown; ///< Null before the first read.
    Amounts onHand; ///< The database's.
    Amounts owed; ///< Taken by the pending entries, in all.
    QHash<QUuid, qint64> heads;
    PendingEntries pending;

    /// What a read gave, in the form it came; for the copy on disk.
    CatalogueRead asRead() const;
};

using CatalogueStatePointer = std::shared_ptr<const CatalogueState>;

/// The state after a whole read of the database; nothing for a read that is damaged.
std::optional<CatalogueState> withRead(const CatalogueState &before, const CatalogueRead &read,
                                       const QDateTime &readAt);
/// The state after a change that the database reported; nothing before the first read, because the
/// levels of the other products are missing then.
std::optional<CatalogueState> withChange(const CatalogueState &before, const StockChange &change);
/// The state with one more entry of a journal; nothing when it is known, to the database or here.
std::optional<CatalogueState> withEntry(const CatalogueState &before, const QUuid &till,
                                        qint64 sequence, const PendingEntries::Taken &taken);
