#pragma once

#include "backup_board.h"
#include "health_desk.h"

/// The check "backup": unhealthy when the shop wants backups and the last attempt failed, the
/// newest is older than two days, or the last restore drill found something.
HealthCheck checkBackups(const BackupReport &report, const QDateTime &now);
