#pragma once

#include "category.h"

#include <QString>

/// The drawn glyph that suits a product by its name, in English or German; the category's own when
/// no word is known. Names of files in resources/icons.
QString glyphOf(const QString &productName, CategoryColour category);
/// The icon of a category, by its name or else its colour.
QString categoryGlyph(const QString &categoryName, CategoryColour colour);
