#include "arguments.h"
#include "commands.h"
#include "log_lines.h"
#include "patterns.h"

#include <QGuiApplication>

#include <algorithm>
#include <memory>
#include <string_view>

using namespace Qt::StringLiterals;

namespace {

/// Only who draws pays for a platform with letters; it needs no screen.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    const bool draws =
        std::any_of(argv, argv + argc, [](std::string_view word) { return word == "poster"; });
    if (!draws)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // What a platform says of a session that is not there concerns nobody who draws into a file.
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    auto application = std::make_unique<QGuiApplication>(argc, argv);
    qInstallMessageHandler(before);
    return application;
}

} // namespace

int main(int argc, char **argv)
{
    interpretPatterns();
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"bakehousectl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BAKEHOUSE_VERSION));
    const std::vector<Command> commands {
        serveCommand(),    statusCommand(),  importCommand(),  exportCommand(), replayCommand(),
        verifyCommand(),   migrateCommand(), queueCommand(),   tlsCommand(),    keyCommand(),
        moveCommand(),     backupCommand(),  restoreCommand(), hoursCommand(),  posterCommand(),
        selftestCommand(), pictureCommand(), auditCommand(),
    };
    Arguments arguments(commands);
    if (!arguments.read(QCoreApplication::arguments()))
        return arguments.exitCode();
    startLogging(arguments.settings());
    return arguments.command().run(arguments);
}
