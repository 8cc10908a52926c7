#pragma once

#include "name_layout.h"

#include <vector>

/// As many lines as @p text needs in @p width; a word that is wider is parted anywhere.
std::vector<NameLayout> wrappedLines(const QString &text, const QFont &font, qreal width);
