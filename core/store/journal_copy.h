#pragma once

#include "result.h"

#include <QString>

/// Writes what the journal in @p folder holds at this moment into @p file, which must not exist
/// yet: whole and consistent, also while its till sells, and without holding it up. Blocks for as
/// long as it takes to read it. Errors: NotFound (no journal there),
/// Unavailable/JournalUnwritable (damaged, or no room; field = the journal or the file).
Result<void> copyJournal(const QString &folder, const QString &file);
