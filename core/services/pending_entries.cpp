#include "pending_entries.h"

#include <algorithm>

namespace {

constexpr size_t chunkSize = 64;

}

bool PendingEntries::add(const QUuid &till, qint64 sequence, Taken taken)
{
    auto found = std::ranges::find(m_tills, till, &TillEntries::till);
    if (found == m_tills.end())
        found = m_tills.insert(m_tills.end(), TillEntries {till, {}});
    return insert(*found, std::make_shared<const Entry>(Entry {sequence, std::move(taken)}));
}

bool PendingEntries::insert(TillEntries &entries, EntryPointer entry)
{
    const qint64 sequence = entry->sequence;
    auto &chunks = entries.chunks;
    const bool newest = chunks.empty() || chunks.back()->back()->sequence < sequence;
    if (newest && (chunks.empty() || chunks.back()->size() >= chunkSize)) {
        chunks.push_back(std::make_shared<const Chunk>(Chunk {std::move(entry)}));
        return true;
    }
    const auto place = newest
        ? std::prev(chunks.end())
        : std::ranges::lower_bound(chunks, sequence, {},
                                   [](const auto &chunk) { return chunk->back()->sequence; });
    Chunk chunk = **place;
    const auto before = std::ranges::lower_bound(
        chunk, sequence, {}, [](const EntryPointer &candidate) { return candidate->sequence; });
    if (before != chunk.end() && (*before)->sequence == sequence)
        return false;
    chunk.insert(before, std::move(entry));
    *place = std::make_shared<const Chunk>(std::move(chunk));
    return true;
}

void PendingEntries::drop(const QHash<QUuid, qint64> &heads, const Visitor &dropped)
{
    for (TillEntries &entries : m_tills) {
        if (const auto head = heads.constFind(entries.till); head != heads.constEnd())
            dropUpTo(entries, *head, dropped);
    }
}

void PendingEntries::dropUpTo(TillEntries &entries, qint64 head, const Visitor &dropped)
{
    auto &chunks = entries.chunks;
    auto chunk = chunks.begin();
    for (; chunk != chunks.end() && (*chunk)->front()->sequence <= head; ++chunk) {
        const auto kept = std::ranges::find_if(
            **chunk, [head](const EntryPointer &entry) { return entry->sequence > head; });
        std::for_each((*chunk)->begin(), kept,
                      [&dropped](const EntryPointer &entry) { dropped(entry->taken); });
        if (kept != (*chunk)->end()) {
            *chunk = std::make_shared<const Chunk>(kept, (*chunk)->end());
            break;
        }
    }
    chunks.erase(chunks.begin(), chunk);
}

void PendingEntries::visit(const Visitor &visitor) const
{
    for (const TillEntries &entries : m_tills) {
        for (const auto &chunk : entries.chunks) {
            for (const EntryPointer &entry : *chunk)
                visitor(entry->taken);
        }
    }
}

qsizetype PendingEntries::size() const
{
    size_t size = 0;
    for (const TillEntries &entries : m_tills) {
        for (const auto &chunk : entries.chunks)
            size += chunk->size();
    }
    return qsizetype(size);
}
