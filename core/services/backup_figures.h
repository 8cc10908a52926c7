#pragma once

#include "backup_board.h"

class MetricsText;

/// The figures bakehouse_backup_* of @p report; those of what never happened are left out.
void writeBackups(MetricsText &text, const BackupReport &report);
