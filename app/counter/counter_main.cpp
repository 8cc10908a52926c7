#include "console.h"
#include "counter_program.h"
#include "log_lines.h"
#include "patterns.h"
#include "program_logs.h"
#include "program_options.h"
#include "stop_signal.h"

#include <QApplication>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace {

void nameProgram()
{
    QCoreApplication::setApplicationName(u"bakehouse"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BAKEHOUSE_VERSION));
    QGuiApplication::setDesktopFileName(u"org.bakehouse.Bakehouse"_s); // For its icon in the panel.
}

/// Questions that are answered without a screen.
bool asksOnly(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view word) {
        return word == "--help" || word == "-h" || word == "--version" || word == "-v"
            || word == "--print-settings";
    });
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    if (asksOnly(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    return std::make_unique<QApplication>(argc, argv);
}

int sell(const LoadedSettings &loaded)
{
    ProgramLogs logs(loaded.settings);
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::stopAsked, qApp, &QCoreApplication::quit);
    const Result<std::unique_ptr<CounterProgram>> counter =
        CounterProgram::open(loaded.sources, loaded.settings);
    if (!counter)
        return fail(counter.error());
    logs.begin();
    logs.countIn((*counter)->shop().shop().metrics());
    (*counter)->start();
    return stop.asked() ? 0 : QCoreApplication::exec();
}

/// Short words for what opens a window beside the counter's.
const QHash<QString, QString> &windowOptions()
{
    static const QHash<QString, QString> options {{u"kitchen"_s, u"kitchen.open"_s},
                                                  {u"customers"_s, u"customers.open"_s}};
    return options;
}

void addWindowOptions(QCommandLineParser &parser)
{
    parser.addOption({u"kitchen"_s, u"Open the kitchen's window too."_s});
    parser.addOption({u"customers"_s, u"Open the customers' window too."_s});
}

QHash<QString, QString> given(const QCommandLineParser &parser)
{
    QHash<QString, QString> settings = settingsGiven(parser);
    for (const auto &[option, key] : windowOptions().asKeyValueRange()) {
        if (parser.isSet(option))
            settings.insert(key, u"yes"_s);
    }
    return settings;
}

int run()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The counter of a bakery."_s);
    addProgramOptions(parser);
    addWindowOptions(parser);
    if (!parser.parse(QCoreApplication::arguments())) {
        complain(parser.errorText());
        return 2;
    }
    if (!parser.positionalArguments().isEmpty()) {
        complain(u"bakehouse takes options only; see bakehouse --help."_s);
        return 2;
    }
    if (parser.isSet(u"version"_s)) {
        print(programVersion());
        return 0;
    }
    if (parser.isSet(u"help"_s)) {
        print(parser.helpText().trimmed());
        return 0;
    }
    const Result<LoadedSettings> loaded = loadSettings(given(parser));
    if (!loaded) {
        complain(describe(loaded.error()));
        return 2;
    }
    if (parser.isSet(u"print-settings"_s)) {
        print(loaded->settings.print().join(u'\n'));
        return 0;
    }
    startLogging(loaded->settings);
    return sell(*loaded);
}

} // namespace

int main(int argc, char **argv)
{
    interpretPatterns();
    nameProgram();
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    return run();
}
