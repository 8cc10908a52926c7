#pragma once

#include "address.h"
#include "server_binaries.h"

#include <QStringList>

/// Has pg_amcheck read the pages of all tables and indexes of a shop's database. Each finding is a
/// sentence of its own; none = clean. Blocks: minutes in a large database. Needs the rights of a
/// superuser, which the program has on its private server. Errors: Unavailable/ServerMissing (no
/// pg_amcheck, or the server has no amcheck), Denied (no superuser), Unavailable.
Result<QStringList> checkPages(const DatabaseAddress &address, const ServerBinaries &binaries);
