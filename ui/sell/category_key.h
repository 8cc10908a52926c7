#pragma once

#include "category.h"
#include "tokens.h"

/// The theme's name for a category's colour.
CategoryKey categoryKey(CategoryColour colour);
