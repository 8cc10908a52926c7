#include "commands.h"
#include "console.h"
#include "replay_run.h"
#include "stop_signal.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

int replay(const Arguments &arguments)
{
    if (arguments.words().size() != 1) {
        complain(u"Usage: bakehousectl replay FILE.csv [options]"_s);
        return 2;
    }
    StopSignal stop;
    QObject::connect(&stop, &StopSignal::stopAsked, qApp, [] { QCoreApplication::exit(1); });
    ReplayRun run(arguments);
    return run.run();
}

} // namespace

Command replayCommand()
{
    return {
        .name = u"replay"_s,
        .arguments = u"FILE.csv [--as-fast-as-possible]"_s,
        .summary = u"Sell a file of real receipts through the till service."_s,
        .options = {QCommandLineOption(u"as-fast-as-possible"_s,
                                       u"Without the pauses between receipts."_s),
                    {u"speed"_s, u"Divide the recorded pauses by this."_s, u"factor"_s},
                    {u"acks"_s, u"Write a line for each durable sale, at once."_s, u"file"_s},
                    {u"wait"_s,
                     u"Give up after so many seconds without the database once all is sold (60)."_s,
                     u"seconds"_s, u"60"_s}},
        .run = replay};
}
