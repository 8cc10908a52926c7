#pragma once

#include "settings.h"

/// @p text as the settings keep it (numbers without blanks, ranges with both ends, defaults of the
/// system filled in). Errors: Invalid/BadField, detail = "must be …".
Result<QString> settingValue(const SettingRow &row, const QString &text);
/// Both ends of "5-15"; of "8" 8 and 8. Errors: Invalid/BadField.
Result<std::pair<qint64, qint64>> numberRange(const QString &text);
