#pragma once

#include "settings.h"

/// The rows backup.* of the settings table, without their group.
std::vector<SettingRow> backupRows();
