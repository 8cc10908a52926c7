#include "settings_table_kitchen.h"

using namespace Qt::StringLiterals;

using Type = SettingRow::Type;

std::vector<SettingRow> kitchenRows()
{
    return {
        {u"kitchen.open"_s, Type::Choice, u"no"_s, u"yes|no"_s,
         u"Whether the kitchen's window opens with the counter."_s},
        {u"kitchen.screen"_s, Type::Choice, u"auto"_s, u"auto|window|1|2|3|4"_s,
         u"Screen that the kitchen's window fills; auto: one beside the counter's, else a "
         "window."_s},
        {u"kitchen.keys"_s, Type::Choice, u"auto"_s, u"auto|yes|no"_s,
         u"Whether the kitchen's window takes the keyboard when it is touched, for the keys 1 to "
         u"9; "
         "auto: unless it is on another screen than the counter."_s},
        {u"customers.open"_s, Type::Choice, u"no"_s, u"yes|no"_s,
         u"Whether the customers' window opens with the counter."_s},
        {u"customers.screen"_s, Type::Choice, u"auto"_s, u"auto|window|1|2|3|4"_s,
         u"Screen that the customers' window fills; auto: the last one beside the counter's, else "
         u"a "
         "window."_s},
        {u"tickets.print"_s, Type::Choice, u"asked"_s, u"asked|accepted"_s,
         u"When the ticket of an order is printed: when somebody asks, or when it is accepted "
         "too."_s},
        {u"tickets.printer"_s,
         Type::Text,
         {},
         u"0-127"_s,
         u"Name of the system's printer for tickets on 80 mm paper. Empty: none."_s},
        {u"tickets.folder"_s,
         Type::Path,
         {},
         {},
         u"Folder that tickets are written into as PDF while no printer is named. Default: "
         "none."_s},
        {u"page.address"_s,
         Type::Text,
         {},
         u"0-200"_s,
         u"Address of the customers' page as they reach it, as https://order.example.org, for "
         "posters. Default: this machine's in its network."_s},
    };
}
