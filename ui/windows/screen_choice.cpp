#include "screen_choice.h"

using namespace Qt::StringLiterals;

int screenOf(const QString &choice, const ScreenFinding &screens, AutoScreen automatic)
{
    if (choice == "window"_L1)
        return -1;
    bool named = false;
    const int number = choice.toInt(&named);
    if (named)
        return number >= 1 && number <= screens.count ? number - 1 : -1;
    const bool first = automatic == AutoScreen::First;
    for (int i = 0; i < screens.count; ++i) {
        const int index = first ? i : screens.count - 1 - i;
        if (index != screens.counter)
            return index;
    }
    return -1;
}
