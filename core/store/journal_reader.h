#pragma once

#include "entry.h"
#include "journal_state.h"
#include "result.h"

#include <memory>
#include <vector>

/// A look into a till's journal that takes no lock, also while its till sells: for status, verify
/// and exports. Calls block; a connection of the calling thread lives as long as the reader.
class JournalReader
{
public:
    /// Errors: NotFound (no journal there), Unavailable/JournalUnwritable (no journal of ours, or
    /// damaged).
    static Result<std::unique_ptr<JournalReader>> open(const QString &folder);
    ~JournalReader();
    Q_DISABLE_COPY_MOVE(JournalReader)

    Result<JournalState> state();
    /// Errors: NotFound.
    Result<Entry> entryAt(qint64 sequence);
    /// Up to @p limit entries after @p sequence, in order.
    Result<std::vector<Entry>> entriesAfter(qint64 sequence, int limit);
    /// Reads every page and recomputes the whole chain. Errors: Conflict with field = what differs,
    /// left = sequence; Unavailable/JournalUnwritable (damaged).
    Result<void> verify();

private:
    class File;
    explicit JournalReader(std::unique_ptr<File> file);
    std::unique_ptr<File> m_file;
};
