#include "allergen_text.h"

void appendAllergens(JsonText &json, const std::optional<QStringList> &allergens)
{
    if (!allergens) {
        json.null();
        return;
    }
    json.array();
    for (const QString &allergen : *allergens)
        json.text(allergen);
    json.end();
}
