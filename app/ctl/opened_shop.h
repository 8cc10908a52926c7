#pragma once

#include "arguments.h"
#include "database_home.h"
#include "stores.h"
#include "system_clock.h"

#include <memory>

/// The shop that a short command works on: attached to its owner, or owned for the command's time.
class OpenedShop
{
public:
    /// Errors: as DatabaseHome::open() and start().
    static Result<std::unique_ptr<OpenedShop>> open(const Arguments &arguments,
                                                    DatabaseHome::Claim claim);

    const std::unique_ptr<DatabaseHome> home;
    const SystemClock clock;
    Stores stores;

private:
    OpenedShop(std::unique_ptr<DatabaseHome> openedHome, const Settings &settings);
};
