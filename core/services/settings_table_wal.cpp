#include "settings_table_wal.h"

using namespace Qt::StringLiterals;

using Type = SettingRow::Type;

std::vector<SettingRow> walRows()
{
    return {
        {u"backup.wal"_s, Type::Choice, u"yes"_s, u"yes|no"_s,
         u"Whether backup.folder also holds the log of the private database, for a restore to any "
         "moment."_s},
        {u"backup.wal_days"_s, Type::Integer, u"7"_s, u"1-90"_s,
         u"Days that a restore to any moment goes back."_s},
        {u"backup.wal_limit_mb"_s, Type::Integer, u"4096"_s, u"256-10000000"_s,
         u"Megabytes in backup.folder beyond which older log goes before its days are over."_s},
        {u"backup.base_hours"_s, Type::Integer, u"24"_s, u"1-168"_s,
         u"Hours between two whole copies of the database, from which its log goes on."_s},
        {u"backup.copy_seconds"_s, Type::Integer, u"20"_s, u"1-60"_s,
         u"Seconds between two copies of what is new: the log, and sales of the tills."_s},
    };
}
