#include "arguments.h"
#include "commands.h"
#include "log_lines.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"bakehousectl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BAKEHOUSE_VERSION));
    const std::vector<Command> commands {
        serveCommand(),  statusCommand(),  importCommand(),  exportCommand(),    replayCommand(),
        verifyCommand(), migrateCommand(), queueCommand(),   tlsCommand(),       keyCommand(),
        moveCommand(),   backupCommand(),  restoreCommand(), restoreAtCommand(), hoursCommand(),
    };
};
Arguments arguments(commands);
if (!arguments.read(QCoreApplication::arguments()))
    return arguments.exitCode();
startLogging(arguments.settings());
return arguments.command().run(arguments);
}
