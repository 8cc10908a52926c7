#include "fuzz_targets.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array targets {
    FuzzTarget {"json_body", feedJsonBody},         FuzzTarget {"request_head", feedRequestHead},
    FuzzTarget {"request_words", feedRequestWords}, FuzzTarget {"csv_import", feedCsvImport},
    FuzzTarget {"replay_file", feedReplayFile},     FuzzTarget {"settings_file", feedSettingsFile},
    FuzzTarget {"setting_value", feedSettingValue}, FuzzTarget {"dot_env", feedDotEnv},
    FuzzTarget {"database_uri", feedDatabaseUri},   FuzzTarget {"journal_entry", feedJournalEntry},
    FuzzTarget {"journal_file", feedJournalFile},   FuzzTarget {"snapshot", feedSnapshot},
    FuzzTarget {"scan_code", feedScanCode},         FuzzTarget {"typed_text", feedTypedText},
};

}

std::span<const FuzzTarget> fuzzTargets()
{
    return targets;
}

const FuzzTarget *fuzzTarget(QByteArrayView name)
{
    const auto found = std::ranges::find_if(
        targets, [name](const FuzzTarget &known) { return known.name == name; });
    return found == targets.end() ? nullptr : &*found;
}

void promise(bool kept, const char *what)
{
    if (!kept)
        qFatal("a promise is broken: %s", what);
}
