#pragma once

#include "arguments.h"

// The commands of bakehousectl, each in a file of its own.
Command auditCommand();
Command backupCommand();
Command exportCommand();
Command hoursCommand();
Command importCommand();
Command keyCommand();
Command migrateCommand();
Command moveCommand();
Command posterCommand();
Command pictureCommand();
Command queueCommand();
Command replayCommand();
Command restoreCommand();
Command serveCommand();
Command selftestCommand();
Command statusCommand();
Command tlsCommand();
Command verifyCommand();
