#include "commands.h"
#include "console.h"
#include "self_test.h"
#include "stop_signal.h"

#include <QDir>
#include <QJsonDocument>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace {

int selftest(const Arguments &arguments)
{
    if (!arguments.words().isEmpty()) {
        complain(u"selftest takes no arguments."_s);
        return 2;
    }
    const QString folder = arguments.value(u"folder"_s);
    const StopSignal stop;
    SelfTest test({.folder = folder.isEmpty() ? QDir::tempPath() : QDir(folder).absolutePath(),
                   .binaries = arguments.settings().text(u"postgres.binaries"_s)});
    QObject::connect(&stop, &StopSignal::stopAsked, &test, &SelfTest::stop);
    const bool json = arguments.has(u"json"_s);
    const SelfTestReport report = runSteps(test.steps(), [json](const SelfTestOutcome &outcome) {
        if (!json)
            print(lineOf(outcome));
    });
    print(json ? QString::fromUtf8(QJsonDocument(objectOf(report)).toJson().trimmed())
               : lineOf(report));
    return report.passed() ? 0 : 1;
}

} // namespace

Command selftestCommand()
{
    return {
        .name = u"selftest"_s,
        .summary =
            u"Try this installation on a shop of its own that is thrown away: sell, order, back "
            "up, restore, verify."_s,
        .options = {QCommandLineOption(u"json"_s, u"Print the outcome as JSON."_s),
                    {u"folder"_s,
                     u"Work below this folder instead of the one for temporary files."_s,
                     u"folder"_s}},
        .run = selftest};
}
