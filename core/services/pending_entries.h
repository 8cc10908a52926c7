#pragma once

#include "catalogue.h"

#include <functional>
#include <memory>
#include <vector>

/// Entries of own journals that the database is not known to hold, with the stock each takes. A
/// value whose copies share what they have in common, so that thousands of waiting entries cost
/// nothing per copy.
class PendingEntries
{
public:
    /// Product and how much the entry takes of it (negative: gives back).
    using Taken = std::vector<StockLevel>;
    using Visitor = std::function<void(const Taken &)>;

    /// False when the entry is there already.
    bool add(const QUuid &till, qint64 sequence, Taken taken);
    /// Drops the entries that @p heads cover and shows each to @p dropped.
    void drop(const QHash<QUuid, qint64> &heads, const Visitor &dropped);
    void visit(const Visitor &visitor) const;
    qsizetype size() const;

private:
    struct Entry {
        qint64 sequence = 0;
        Taken taken;
    };
    using EntryPointer = std::shared_ptr<const Entry>;
    using Chunk = std::vector<EntryPointer>;
    struct TillEntries { // By rising sequence, in chunks that copies share.
        QUuid till;
        std::vector<std::shared_ptr<const Chunk>> chunks;
    };

    static bool insert(TillEntries &entries, EntryPointer entry);
    static void dropUpTo(TillEntries &entries, qint64 head, const Visitor &dropped);

    std::vector<TillEntries> m_tills; // A handful at most.
};
