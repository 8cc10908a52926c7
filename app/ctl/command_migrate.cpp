#include "commands.h"
#include "console.h"
#include "database_home.h"

using namespace Qt::StringLiterals;

namespace {

int migrate(const Arguments &arguments)
{
    auto home = DatabaseHome::open(arguments.settings(), u"bakehousectl migrate"_s,
                                   DatabaseHome::Claim::OwnOrAttach);
    if (!home)
        return fail(home.error());
    const Result<int> version = (*home)->migrate();
    if (!version)
        return fail(version.error());
    print(u"The schema is at version %1."_s.arg(*version));
    return 0;
}

} // namespace

Command migrateCommand()
{
    return {.name = u"migrate"_s,
            .summary = u"Bring the database's schema to this program's version."_s,
            .run = migrate};
}
