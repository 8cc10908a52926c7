// How soon those who follow orders hear of a change: from the moment when another program may hear
// of the commit, and, "with commit", from the one that the event names, which is before the change
// is written, to its bytes at the client. --help tells the options.

#include "event_bench.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"bakehouse"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures how soon changes of orders are told."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"watchers"_s, u"How many clients follow orders."_s, u"number"_s, u"200"_s},
        {u"rounds"_s, u"How often each part is measured."_s, u"number"_s, u"5"_s},
        {u"clients"_s, u"How many clients order meanwhile."_s, u"number"_s, u"16"_s},
        {u"json"_s, u"Where the figures are kept."_s, u"file"_s, u"events.json"_s},
    });
    parser.process(application);
    BenchReport report(u"events"_s);
    const Result<void> run = EventBench({.watchers = parser.value(u"watchers"_s).toInt(),
                                         .rounds = parser.value(u"rounds"_s).toInt(),
                                         .clients = parser.value(u"clients"_s).toInt()},
                                        report)
                                 .run();
    report.end();
    const QString path = parser.value(u"json"_s);
    if (run && report.save(path))
        return 0;
    const QString why = run ? u"could not write "_s + path : describe(run.error());
    std::fputs(qUtf8Printable(u"bench_events: "_s + why + u'\n'), stderr);
    return 1;
}
