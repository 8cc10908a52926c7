#pragma once

#include "json_text.h"

#include <QStringList>

#include <optional>

/// Appends @p allergens as an array, or null: not recorded, which is not the same as none.
void appendAllergens(JsonText &json, const std::optional<QStringList> &allergens);
