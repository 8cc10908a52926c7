#pragma once

#include <span>

/// Words of one setting, in English; of the context SettingWords. A value.
struct RowWords {
    const char *key;
    const char *title;
    const char *help = "";
    const char *unit = "";
};
/// The word of one choice, in English. A value.
struct ChoiceWord {
    const char *key;
    const char *choice;
    const char *word;
};

/// Of the windows beside the counter, tickets and posters.
std::span<const RowWords> kitchenRowWords();
std::span<const ChoiceWord> kitchenChoiceWords();
