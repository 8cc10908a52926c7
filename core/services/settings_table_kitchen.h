#pragma once

#include "settings.h"

/// The rows about the windows beside the counter, prep tickets and the poster.
std::vector<SettingRow> kitchenRows();
