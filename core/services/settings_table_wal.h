#pragma once

#include "settings.h"

/// Rows of the settings table about the log of the database and the copies of entries.
std::vector<SettingRow> walRows();
