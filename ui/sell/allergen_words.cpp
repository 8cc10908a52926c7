#include "allergen_words.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct AllergenWord {
    const char *word; ///< As it is stored.
    const char *name;
};

constexpr std::array knownAllergens {
    AllergenWord {"gluten", QT_TRANSLATE_NOOP("Allergens", "gluten")},
    AllergenWord {"wheat", QT_TRANSLATE_NOOP("Allergens", "wheat")},
    AllergenWord {"rye", QT_TRANSLATE_NOOP("Allergens", "rye")},
    AllergenWord {"barley", QT_TRANSLATE_NOOP("Allergens", "barley")},
    AllergenWord {"oats", QT_TRANSLATE_NOOP("Allergens", "oats")},
    AllergenWord {"spelt", QT_TRANSLATE_NOOP("Allergens", "spelt")},
    AllergenWord {"crustaceans", QT_TRANSLATE_NOOP("Allergens", "crustaceans")},
    AllergenWord {"eggs", QT_TRANSLATE_NOOP("Allergens", "egg")},
    AllergenWord {"fish", QT_TRANSLATE_NOOP("Allergens", "fish")},
    AllergenWord {"peanuts", QT_TRANSLATE_NOOP("Allergens", "peanuts")},
    AllergenWord {"soya", QT_TRANSLATE_NOOP("Allergens", "soya")},
    AllergenWord {"soybeans", QT_TRANSLATE_NOOP("Allergens", "soya")},
    AllergenWord {"milk", QT_TRANSLATE_NOOP("Allergens", "milk")},
    AllergenWord {"nuts", QT_TRANSLATE_NOOP("Allergens", "nuts")},
    AllergenWord {"almonds", QT_TRANSLATE_NOOP("Allergens", "almonds")},
    AllergenWord {"hazelnuts", QT_TRANSLATE_NOOP("Allergens", "hazelnuts")},
    AllergenWord {"walnuts", QT_TRANSLATE_NOOP("Allergens", "walnuts")},
    AllergenWord {"cashews", QT_TRANSLATE_NOOP("Allergens", "cashews")},
    AllergenWord {"pecans", QT_TRANSLATE_NOOP("Allergens", "pecans")},
    AllergenWord {"brazil nuts", QT_TRANSLATE_NOOP("Allergens", "Brazil nuts")},
    AllergenWord {"pistachios", QT_TRANSLATE_NOOP("Allergens", "pistachios")},
    AllergenWord {"macadamia", QT_TRANSLATE_NOOP("Allergens", "macadamia")},
    AllergenWord {"celery", QT_TRANSLATE_NOOP("Allergens", "celery")},
    AllergenWord {"mustard", QT_TRANSLATE_NOOP("Allergens", "mustard")},
    AllergenWord {"sesame", QT_TRANSLATE_NOOP("Allergens", "sesame")},
    AllergenWord {"sulphites", QT_TRANSLATE_NOOP("Allergens", "sulphites")},
    AllergenWord {"lupin", QT_TRANSLATE_NOOP("Allergens", "lupin")},
    AllergenWord {"molluscs", QT_TRANSLATE_NOOP("Allergens", "molluscs")},
};

/// Words that a customer would not expect in a bakery, the most dangerous first.
struct BadgeWord {
    const char *word;
    const char *badge;
};

constexpr std::array badges {
    BadgeWord {"peanuts", QT_TRANSLATE_NOOP("AllergenBadge", "Peanuts")},
    BadgeWord {"nuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"almonds", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"hazelnuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"walnuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"cashews", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"pecans", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"brazil nuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"pistachios", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"macadamia", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    BadgeWord {"sesame", QT_TRANSLATE_NOOP("AllergenBadge", "Sesame")},
    BadgeWord {"fish", QT_TRANSLATE_NOOP("AllergenBadge", "Fish")},
    BadgeWord {"crustaceans", QT_TRANSLATE_NOOP("AllergenBadge", "Shellfish")},
    BadgeWord {"molluscs", QT_TRANSLATE_NOOP("AllergenBadge", "Shellfish")},
    BadgeWord {"lupin", QT_TRANSLATE_NOOP("AllergenBadge", "Lupin")},
};

} // namespace

QString allergenBadge(const QStringList &words)
{
    for (const BadgeWord &known : badges) {
        if (words.contains(QLatin1StringView(known.word)))
            return QCoreApplication::translate("AllergenBadge", known.badge);
    }
    return {};
}

QString allergenName(const QString &word)
{
    for (const AllergenWord &known : knownAllergens) {
        if (word == QLatin1StringView(known.word))
            return QCoreApplication::translate("Allergens", known.name);
    }
    return word;
}

QString allergenSentence(const std::optional<QStringList> &allergens)
{
    if (!allergens)
        return QCoreApplication::translate("Allergens", "Allergens not recorded");
    if (allergens->isEmpty())
        return QCoreApplication::translate("Allergens", "No listed allergens");
    QStringList names;
    for (const QString &word : *allergens) {
        const QString name = allergenName(word);
        if (!names.contains(name))
            names << name;
    }
    return QCoreApplication::translate("Allergens", "Contains %1").arg(names.join(u", "_s));
}
