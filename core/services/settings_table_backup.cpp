#include "settings_table_backup.h"

using namespace Qt::StringLiterals;

using Type = SettingRow::Type;

std::vector<SettingRow> backupRows()
{
    return {
        {u"backup.folder"_s,
         Type::Path,
         {},
         {},
         u"Folder that backups go to, best on another disk. Default: no backups are made."_s},
        {u"backup.at_day_end"_s, Type::Choice, u"yes"_s, u"yes|no"_s,
         u"Whether a backup is made when the business day ends, or at the next start after it."_s},
        {u"backup.every_hours"_s, Type::Integer, u"6"_s, u"0-168"_s,
         u"Hours after which the next backup is made. 0: only at the end of the day."_s},
        {u"backup.keep_days"_s, Type::Integer, u"30"_s, u"1-3660"_s,
         u"Days that backups are kept; after two days the last of each day, the newest three "
         "always."_s},
        {u"backup.drill"_s, Type::Choice, u"yes"_s, u"yes|no"_s,
         u"Whether the newest backup is restored on trial each night and compared."_s},
        {u"backup.before_upgrade"_s, Type::Choice, u"yes"_s, u"yes|no"_s,
         u"Whether a newer program makes a backup before it changes the database."_s},
    };
}
