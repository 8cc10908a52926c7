#pragma once

#include <QString>

#include <array>
#include <optional>

/// The eight colours that a category may have. Each has a fixed meaning on the counter.
enum class CategoryColour { Bread, Pastry, HotDrinks, ColdDrinks, HotFood, ColdFood, Shop, Events };
inline constexpr std::array categoryColours {
    CategoryColour::Bread,      CategoryColour::Pastry,  CategoryColour::HotDrinks,
    CategoryColour::ColdDrinks, CategoryColour::HotFood, CategoryColour::ColdFood,
    CategoryColour::Shop,       CategoryColour::Events,
};
QString categoryColourWord(CategoryColour colour); ///< "bread", "hot_drinks", …
std::optional<CategoryColour> categoryColourFromWord(const QString &word);

/// The colour that a category has until somebody chooses one: by what its English or German name
/// speaks of, else by its @p position in the shop, so that neighbours differ.
CategoryColour guessedColour(const QString &name, int position);

/// A group of goods as the counter shows it: one page of tiles. A value.
struct Category {
    QString name;
    CategoryColour colour = CategoryColour::Bread; ///< Chosen or guessed.
    bool operator==(const Category &) const = default;
};
