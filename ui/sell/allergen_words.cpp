#include "allergen_words.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace {

struct AllergenWord {
    const char *word; ///< As it is stored.
    const char *name;
};

constexpr AllergenWord allergens[] {
    {"gluten", QT_TRANSLATE_NOOP("Allergens", "gluten")},
    {"wheat", QT_TRANSLATE_NOOP("Allergens", "wheat")},
    {"rye", QT_TRANSLATE_NOOP("Allergens", "rye")},
    {"barley", QT_TRANSLATE_NOOP("Allergens", "barley")},
    {"oats", QT_TRANSLATE_NOOP("Allergens", "oats")},
    {"spelt", QT_TRANSLATE_NOOP("Allergens", "spelt")},
    {"crustaceans", QT_TRANSLATE_NOOP("Allergens", "crustaceans")},
    {"eggs", QT_TRANSLATE_NOOP("Allergens", "egg")},
    {"fish", QT_TRANSLATE_NOOP("Allergens", "fish")},
    {"peanuts", QT_TRANSLATE_NOOP("Allergens", "peanuts")},
    {"soya", QT_TRANSLATE_NOOP("Allergens", "soya")},
    {"soybeans", QT_TRANSLATE_NOOP("Allergens", "soya")},
    {"milk", QT_TRANSLATE_NOOP("Allergens", "milk")},
    {"nuts", QT_TRANSLATE_NOOP("Allergens", "nuts")},
    {"almonds", QT_TRANSLATE_NOOP("Allergens", "almonds")},
    {"hazelnuts", QT_TRANSLATE_NOOP("Allergens", "hazelnuts")},
    {"walnuts", QT_TRANSLATE_NOOP("Allergens", "walnuts")},
    {"cashews", QT_TRANSLATE_NOOP("Allergens", "cashews")},
    {"pecans", QT_TRANSLATE_NOOP("Allergens", "pecans")},
    {"brazil nuts", QT_TRANSLATE_NOOP("Allergens", "Brazil nuts")},
    {"pistachios", QT_TRANSLATE_NOOP("Allergens", "pistachios")},
    {"macadamia", QT_TRANSLATE_NOOP("Allergens", "macadamia")},
    {"celery", QT_TRANSLATE_NOOP("Allergens", "celery")},
    {"mustard", QT_TRANSLATE_NOOP("Allergens", "mustard")},
    {"sesame", QT_TRANSLATE_NOOP("Allergens", "sesame")},
    {"sulphites", QT_TRANSLATE_NOOP("Allergens", "sulphites")},
    {"lupin", QT_TRANSLATE_NOOP("Allergens", "lupin")},
    {"molluscs", QT_TRANSLATE_NOOP("Allergens", "molluscs")},
};

/// Words that a customer would not expect in a bakery, the most dangerous first.
struct BadgeWord {
    const char *word;
    const char *badge;
};

constexpr BadgeWord badges[] {
    {"peanuts", QT_TRANSLATE_NOOP("AllergenBadge", "Peanuts")},
    {"nuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"almonds", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"hazelnuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"walnuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"cashews", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"pecans", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"brazil nuts", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"pistachios", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"macadamia", QT_TRANSLATE_NOOP("AllergenBadge", "Nuts")},
    {"sesame", QT_TRANSLATE_NOOP("AllergenBadge", "Sesame")},
    {"fish", QT_TRANSLATE_NOOP("AllergenBadge", "Fish")},
    {"crustaceans", QT_TRANSLATE_NOOP("AllergenBadge", "Shellfish")},
    {"molluscs", QT_TRANSLATE_NOOP("AllergenBadge", "Shellfish")},
    {"lupin", QT_TRANSLATE_NOOP("AllergenBadge", "Lupin")},
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
    for (const AllergenWord &known : allergens) {
        if (word == QLatin1StringView(known.word))
            return QCoreApplication::translate("Allergens", known.name);
    }
    return word;
}

QString allergenSentence(const std::optional<QStringList> &words)
{
    if (!words)
        return QCoreApplication::translate("Allergens", "Allergens not recorded");
    if (words->isEmpty())
        return QCoreApplication::translate("Allergens", "No listed allergens");
    QStringList names;
    for (const QString &word : *words) {
        const QString name = allergenName(word);
        if (!names.contains(name))
            names << name;
    }
    return QCoreApplication::translate("Allergens", "Contains %1").arg(names.join(u", "_s));
}
