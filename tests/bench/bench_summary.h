#pragma once

#include <QString>

/// Reads what the parts left in @p folder, prints every goal with what became of it, and keeps all
/// of it in summary.json there. Errors: false when that could not be written.
bool summarise(const QString &folder);
