#include "setting_rows.h"

#include <QCoreApplication>

#include <array>

namespace {

constexpr std::array rows {
    RowWords {"kitchen.open", QT_TRANSLATE_NOOP("SettingWords", "Kitchen's window"),
              QT_TRANSLATE_NOOP("SettingWords", "Opens with the counter")},
    RowWords {"kitchen.screen", QT_TRANSLATE_NOOP("SettingWords", "Screen of the kitchen"),
              QT_TRANSLATE_NOOP("SettingWords", "By itself: the one beside the counter's")},
    RowWords {
        "kitchen.keys", QT_TRANSLATE_NOOP("SettingWords", "Keys 1 to 9 in the kitchen"),
        QT_TRANSLATE_NOOP("SettingWords", "Its window takes the keyboard when it is touched")},
    RowWords {"customers.open", QT_TRANSLATE_NOOP("SettingWords", "Customers' window"),
              QT_TRANSLATE_NOOP("SettingWords", "Opens with the counter")},
    RowWords {"customers.screen", QT_TRANSLATE_NOOP("SettingWords", "Screen of the customers"),
              QT_TRANSLATE_NOOP("SettingWords", "By itself: the last beside the counter's")},
    RowWords {"tickets.print", QT_TRANSLATE_NOOP("SettingWords", "Print tickets"),
              QT_TRANSLATE_NOOP("SettingWords", "For those who make the goods")},
    RowWords {"tickets.printer", QT_TRANSLATE_NOOP("SettingWords", "Printer of tickets"),
              QT_TRANSLATE_NOOP("SettingWords", "Its name in the system; paper of 80 mm")},
    RowWords {"tickets.folder", QT_TRANSLATE_NOOP("SettingWords", "Folder of tickets"),
              QT_TRANSLATE_NOOP("SettingWords", "As PDF, while no printer is named")},
    RowWords {"page.address", QT_TRANSLATE_NOOP("SettingWords", "Address of the web page"),
              QT_TRANSLATE_NOOP("SettingWords", "For posters. Empty: this machine's own")},
};

constexpr std::array choices {
    ChoiceWord {"kitchen.screen", "auto", QT_TRANSLATE_NOOP("SettingWords", "By itself")},
    ChoiceWord {"kitchen.screen", "window", QT_TRANSLATE_NOOP("SettingWords", "In a window")},
    ChoiceWord {"customers.screen", "auto", QT_TRANSLATE_NOOP("SettingWords", "By itself")},
    ChoiceWord {"customers.screen", "window", QT_TRANSLATE_NOOP("SettingWords", "In a window")},
    ChoiceWord {"kitchen.keys", "auto", QT_TRANSLATE_NOOP("SettingWords", "By itself")},
    ChoiceWord {"tickets.print", "asked", QT_TRANSLATE_NOOP("SettingWords", "When asked for")},
    ChoiceWord {"tickets.print", "accepted",
                QT_TRANSLATE_NOOP("SettingWords", "When it is accepted")},
};

} // namespace

std::span<const RowWords> kitchenRowWords()
{
    return rows;
}

std::span<const ChoiceWord> kitchenChoiceWords()
{
    return choices;
}
