#include "category_key.h"

CategoryKey categoryKey(CategoryColour colour)
{
    switch (colour) {
    case CategoryColour::Bread:
        return CategoryKey::Bread;
    case CategoryColour::Pastry:
        return CategoryKey::Pastry;
    case CategoryColour::HotDrinks:
        return CategoryKey::HotDrinks;
    case CategoryColour::ColdDrinks:
        return CategoryKey::ColdDrinks;
    case CategoryColour::HotFood:
        return CategoryKey::HotFood;
    case CategoryColour::ColdFood:
        return CategoryKey::ColdFood;
    case CategoryColour::Shop:
        return CategoryKey::Shop;
    case CategoryColour::Events:
        return CategoryKey::Events;
    }
    Q_UNREACHABLE();
}
