#include "category.h"

#include "folded_text.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

using Colour = CategoryColour;

/// Words that tell of a colour, folded. "begins" are beginnings of a word of the name, "anywhere"
/// also stands inside, as German puts words together.
struct Sign {
    Colour colour;
    QStringList begins;
    QStringList anywhere;
};

/// The first that fits wins: cold drinks are drinks, and a bread roll is a roll.
const std::vector<Sign> &signs()
{
    static const std::vector<Sign> list {
        {Colour::ColdDrinks,
         {u"juice"_s, u"water"_s, u"soda"_s, u"iced"_s, u"smoothie"_s, u"beer"_s, u"bier"_s,
          u"wine"_s},
         {u"cold drink"_s, u"soft drink"_s, u"kaltgetrank"_s, u"kalte getrank"_s,
          u"kuhle getrank"_s, u"erfrischung"_s, u"saft"_s, u"wasser"_s, u"limo"_s, u"eiste"_s}},
        {Colour::HotDrinks,
         {u"hot drink"_s, u"tea"_s, u"tee"_s, u"espresso"_s},
         {u"coffe"_s, u"kaffe"_s, u"heissgetrank"_s, u"heisse getrank"_s, u"warmgetrank"_s,
          u"warme getrank"_s}},
        {Colour::ColdDrinks, {u"drink"_s}, {u"getrank"_s}},
        {Colour::HotFood,
         {u"hot"_s, u"warm"_s, u"heiss"_s, u"soup"_s, u"supp"_s, u"pizza"_s, u"breakfast"_s,
          u"lunch"_s},
         {u"mittag"_s, u"fruhstuck"_s}},
        {Colour::ColdFood,
         {u"cold"_s, u"kalt"_s, u"snack"_s, u"sandwich"_s, u"salad"_s, u"salat"_s, u"deli"_s,
          u"imbiss"_s},
         {u"belegt"_s}},
        {Colour::Events,
         {u"event"_s, u"course"_s, u"workshop"_s, u"catering"_s, u"ticket"_s, u"kurs"_s},
         {u"veranstaltung"_s, u"backkurs"_s}},
        {Colour::Pastry,
         {u"pastr"_s, u"roll"_s, u"cake"_s, u"tart"_s, u"torte"_s, u"bun"_s, u"croissant"_s,
          u"cookie"_s, u"biscuit"_s, u"muffin"_s, u"donut"_s, u"keks"_s, u"sweet"_s, u"dessert"_s,
          u"susse"_s},
         {u"brotchen"_s, u"semmel"_s, u"kuchen"_s, u"geback"_s, u"torten"_s, u"platzchen"_s,
          u"teilchen"_s}},
        {Colour::Bread, {u"bread"_s, u"loaf"_s, u"loaves"_s, u"baguette"_s}, {u"brot"_s}},
        {Colour::Shop,
         {u"shop"_s, u"merch"_s, u"gift"_s, u"laden"_s, u"geschenk"_s, u"handel"_s, u"other"_s},
         {u"sonstig"_s, u"artikel"_s}},
    };
    return list;
}

bool speaksOf(const QString &name, const Sign &sign)
{
    const auto begins = [&name](const QString &word) { return name.contains(u' ' + word); };
    const auto holds = [&name](const QString &word) { return name.contains(word); };
    return std::ranges::any_of(sign.begins, begins) || std::ranges::any_of(sign.anywhere, holds);
}

}

QString categoryColourWord(CategoryColour colour)
{
    switch (colour) {
    case Colour::Bread:
        return u"bread"_s;
    case Colour::Pastry:
        return u"pastry"_s;
    case Colour::HotDrinks:
        return u"hot_drinks"_s;
    case Colour::ColdDrinks:
        return u"cold_drinks"_s;
    case Colour::HotFood:
        return u"hot_food"_s;
    case Colour::ColdFood:
        return u"cold_food"_s;
    case Colour::Shop:
        return u"shop"_s;
    case Colour::Events:
        return u"events"_s;
    }
    Q_UNREACHABLE();
}

std::optional<CategoryColour> categoryColourFromWord(const QString &word)
{
    for (const Colour colour : categoryColours) {
        if (categoryColourWord(colour) == word)
            return colour;
    }
    return std::nullopt;
}

CategoryColour guessedColour(const QString &name, int position)
{
    const QString words = u' ' + foldedWords(name).join(u' ');
    for (const Sign &sign : signs()) {
        if (speaksOf(words, sign))
            return sign.colour;
    }
    // Far apart in hue, one after the other.
    static constexpr std::array spread {Colour::Bread,    Colour::ColdDrinks, Colour::HotFood,
                                        Colour::ColdFood, Colour::Shop,       Colour::Pastry,
                                        Colour::Events,   Colour::HotDrinks};
    return spread[size_t(qAbs(position)) % spread.size()];
}
