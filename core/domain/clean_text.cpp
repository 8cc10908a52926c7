#include "clean_text.h"

#include <algorithm>

namespace {
bool isForbidden(char32_t character)
{
    const bool control = character < 0x20 || (character >= 0x7f && character <= 0x9f);
    const bool lineBreak = character == 0x2028 || character == 0x2029;
    const bool turnsDirection = (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
    const bool noncharacter =
        (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
    return control || lineBreak || turnsDirection || noncharacter;
}
}

bool isCleanText(const QString &text)
{
    for (qsizetype index = 0; index < text.size(); ++index) {
        char32_t character = text[index].unicode();
        if (QChar::isSurrogate(character)) {
            const bool pair = text[index].isHighSurrogate() && index + 1 < text.size()
                && text[index + 1].isLowSurrogate();
            if (!pair)
                return false;
            character = QChar::surrogateToUcs4(text[index], text[index + 1]);
            ++index;
        }
        if (isForbidden(character))
            return false;
    }
    return true;
}

qsizetype characters(QStringView text)
{
    return text.size()
        - std::ranges::count_if(text, [](QChar unit) { return unit.isLowSurrogate(); });
}

bool hasVisibleText(const QString &text)
{
    return std::ranges::any_of(text, [](QChar unit) {
        return unit.isSurrogate() || (!unit.isSpace() && unit.category() != QChar::Other_Format);
    });
}
