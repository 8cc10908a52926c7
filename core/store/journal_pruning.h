#pragma once

#include "catalogue.h"

#include <QDateTime>

/// What may go from a journal: an entry that the oldest backup still kept holds, that the database
/// is known to hold, and that is old enough. A value.
struct JournalPruning {
    TillHead held; ///< What the oldest verified backup that is kept holds of the till.
    QDateTime before; ///< Entries of then or later stay, and whatever follows them.
    static constexpr int keptLeast = 100; ///< The newest entries stay whatever their age.
};
