#include "goods_glyph.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

/// A part of a word and the glyph of goods that have it in their name. The first that fits counts.
struct GlyphWord {
    QLatin1StringView word;
    QLatin1StringView glyph;
};

constexpr std::array glyphWords {
    GlyphWord {"croissant"_L1, "croissant"_L1},
    GlyphWord {"medialuna"_L1, "croissant"_L1},
    GlyphWord {"franzbr"_L1, "croissant"_L1},
    GlyphWord {"pretzel"_L1, "pretzel"_L1},
    GlyphWord {"brezel"_L1, "pretzel"_L1},
    GlyphWord {"baguette"_L1, "baguette"_L1},
    GlyphWord {"stange"_L1, "baguette"_L1},
    GlyphWord {"focaccia"_L1, "square"_L1},
    GlyphWord {"muffin"_L1, "muffin"_L1},
    GlyphWord {"cupcake"_L1, "muffin"_L1},
    GlyphWord {"cookie"_L1, "cookie"_L1},
    GlyphWord {"biscuit"_L1, "star"_L1},
    GlyphWord {"keks"_L1, "cookie"_L1},
    GlyphWord {"panettone"_L1, "panettone"_L1},
    GlyphWord {"panatone"_L1, "panettone"_L1},
    GlyphWord {"sponge"_L1, "sponge"_L1},
    GlyphWord {"torte"_L1, "cake"_L1},
    GlyphWord {"slice"_L1, "cake"_L1},
    GlyphWord {"cheesecake"_L1, "cake"_L1},
    GlyphWord {"kuchen"_L1, "cake"_L1},
    GlyphWord {"cake"_L1, "sponge"_L1},
    GlyphWord {"coconut"_L1, "cake"_L1},
    GlyphWord {"pudding"_L1, "cake"_L1},
    GlyphWord {"brownie"_L1, "square"_L1},
    GlyphWord {"tiffin"_L1, "square"_L1},
    GlyphWord {"fudge"_L1, "square"_L1},
    GlyphWord {"bites"_L1, "square"_L1},
    GlyphWord {" bar"_L1, "square"_L1},
    GlyphWord {"toast"_L1, "sandwich"_L1},
    GlyphWord {"sandwich"_L1, "sandwich"_L1},
    GlyphWord {"belegt"_L1, "sandwich"_L1},
    GlyphWord {"bakewell"_L1, "tart"_L1},
    GlyphWord {"tart"_L1, "tart"_L1},
    GlyphWord {"pie"_L1, "tart"_L1},
    GlyphWord {"crepe"_L1, "crepe"_L1},
    GlyphWord {"alfajor"_L1, "macaron"_L1},
    GlyphWord {"macaron"_L1, "macaron"_L1},
    GlyphWord {"dodger"_L1, "macaron"_L1},
    GlyphWord {"shortbread"_L1, "macaron"_L1},
    GlyphWord {"truffle"_L1, "truffles"_L1},
    GlyphWord {"chocolates"_L1, "truffles"_L1},
    GlyphWord {"bällchen"_L1, "truffles"_L1},
    GlyphWord {"hot choc"_L1, "cup"_L1},
    GlyphWord {"coffee"_L1, "cup"_L1},
    GlyphWord {"kaffee"_L1, "cup"_L1},
    GlyphWord {"cappuccino"_L1, "cup"_L1},
    GlyphWord {"latte"_L1, "cup"_L1},
    GlyphWord {"espresso"_L1, "cup"_L1},
    GlyphWord {"tea"_L1, "cup"_L1},
    GlyphWord {"tee"_L1, "cup"_L1},
    GlyphWord {"juice"_L1, "glass"_L1},
    GlyphWord {"saft"_L1, "glass"_L1},
    GlyphWord {"schorle"_L1, "glass"_L1},
    GlyphWord {"water"_L1, "glass"_L1},
    GlyphWord {"wasser"_L1, "glass"_L1},
    GlyphWord {"coke"_L1, "glass"_L1},
    GlyphWord {"smoothie"_L1, "glass"_L1},
    GlyphWord {"soup"_L1, "bowl"_L1},
    GlyphWord {"suppe"_L1, "bowl"_L1},
    GlyphWord {"stew"_L1, "bowl"_L1},
    GlyphWord {"salad"_L1, "bowl"_L1},
    GlyphWord {"jam"_L1, "jar"_L1},
    GlyphWord {"honey"_L1, "jar"_L1},
    GlyphWord {"honig"_L1, "jar"_L1},
    GlyphWord {"granola"_L1, "jar"_L1},
    GlyphWord {"roll"_L1, "bun"_L1},
    GlyphWord {"brötchen"_L1, "bun"_L1},
    GlyphWord {"bun"_L1, "bun"_L1},
    GlyphWord {"scone"_L1, "bun"_L1},
    GlyphWord {"semmel"_L1, "bun"_L1},
    GlyphWord {"bread"_L1, "loaf"_L1},
    GlyphWord {"brot"_L1, "loaf"_L1},
    GlyphWord {"loaf"_L1, "loaf"_L1},
    GlyphWord {"farm house"_L1, "loaf"_L1},
    GlyphWord {"pastry"_L1, "croissant"_L1},
    GlyphWord {"door"_L1, "door"_L1},
};

/// The same for names in lower case.
struct LowerWord {
    QString word;
    QString glyph;
};

std::vector<LowerWord> lowerWords()
{
    std::vector<LowerWord> words;
    std::ranges::transform(glyphWords, std::back_inserter(words), [](const GlyphWord &known) {
        return LowerWord {QString::fromUtf8(known.word.data(), known.word.size()).toLower(),
                          known.glyph};
    });
    return words;
}

QString glyphOfColour(CategoryColour colour)
{
    switch (colour) {
    case CategoryColour::Bread:
        return u"loaf"_s;
    case CategoryColour::Pastry:
        return u"croissant"_s;
    case CategoryColour::HotDrinks:
        return u"cup"_s;
    case CategoryColour::ColdDrinks:
        return u"glass"_s;
    case CategoryColour::HotFood:
        return u"bowl"_s;
    case CategoryColour::ColdFood:
        return u"sandwich"_s;
    case CategoryColour::Shop:
        return u"jar"_s;
    case CategoryColour::Events:
        return u"ticket"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString glyphOf(const QString &productName, CategoryColour category)
{
    static const std::vector<LowerWord> words = lowerWords();
    const QString name = productName.toLower();
    const auto found = std::ranges::find_if(
        words, [&name](const LowerWord &known) { return name.contains(known.word); });
    return found != words.end() ? found->glyph : glyphOfColour(category);
}

QString categoryGlyph(const QString &categoryName, CategoryColour colour)
{
    static constexpr std::array words {
        GlyphWord {"roll"_L1, "bun"_L1},        GlyphWord {"brötchen"_L1, "bun"_L1},
        GlyphWord {"cake"_L1, "cake"_L1},       GlyphWord {"kuchen"_L1, "cake"_L1},
        GlyphWord {"torte"_L1, "cake"_L1},      GlyphWord {"snack"_L1, "sandwich"_L1},
        GlyphWord {"belegt"_L1, "sandwich"_L1},
    };
    for (const GlyphWord &known : words) {
        if (categoryName.contains(QString::fromUtf8(known.word.data(), known.word.size()),
                                  Qt::CaseInsensitive))
            return known.glyph;
    }
    return glyphOfColour(colour);
}
