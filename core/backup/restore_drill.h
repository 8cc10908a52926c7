#pragma once

#include "backup_shelf.h"

#include <stop_token>

/// What a drill tries, and where. A value.
struct DrillPlan {
    QString dataDirectory;
    QString folder; ///< Where the backups are.
    QString binaries; ///< Folder of PostgreSQL's programs; empty: the newest found.
    qint64 keptFreeBytes = 500'000'000; ///< Room that it leaves on the disk of the data.
};

/// How a drill went. A value.
struct DrillOutcome {
    QString name; ///< The backup that was tried.
    bool clean = false;
    QString words; ///< "clean; 7815 receipts, 12 orders, in 4.1 s", or the first finding.
};

/// Restores the newest backup of the shop into a database of its own below the data directory,
/// compares it with the manifest, runs the whole verify on it, journals, anchors and pages
/// included; then throws it away. Notes the outcome in DIR/backups.json. Blocks for minutes; the
/// till sells on. Errors: NotFound (no backup), Conflict/DirectoryOwned (another run is under way),
/// Unavailable/Cancelled; everything else is a finding.
Result<DrillOutcome> drillRestore(const DrillPlan &plan, const QDateTime &now,
                                  const std::stop_token &stop = {});
