#include "opened_shop.h"

using namespace Qt::StringLiterals;

OpenedShop::OpenedShop(std::unique_ptr<DatabaseHome> openedHome, const Settings &settings)
    : home(std::move(openedHome))
    , stores(*home, settings, clock)
{
}

Result<std::unique_ptr<OpenedShop>> OpenedShop::open(const Arguments &arguments,
                                                     DatabaseHome::Claim claim)
{
    const QString program = u"bakehousectl "_s + arguments.command().name;
    Result<std::unique_ptr<DatabaseHome>> home =
        DatabaseHome::open(arguments.settings(), program, claim);
    if (!home)
        return home.error();
    if (const Result<void> started = (*home)->start(); !started)
        return started.error();
    return std::unique_ptr<OpenedShop>(new OpenedShop(*std::move(home), arguments.settings()));
}
