#include "counter_window.h"
#include "till_clerk.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

int complain(const Error &error)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(describe(error)));
    return 1;
}

SettingSources sourcesOf(const QCommandLineParser &parser)
{
    SettingSources sources {.settingsFile = parser.value(u"data"_s) + u"/settings.ini"_s};
    sources.commandLine = {{u"data.directory"_s, parser.value(u"data"_s)},
                           {u"api.port"_s, u"0"_s},
                           {u"shop.first_run"_s, u"done"_s},
                           {u"shop.time_zone"_s, u"Europe/London"_s},
                           {u"ui.language"_s, u"en"_s}};
    if (parser.isSet(u"database"_s))
        sources.commandLine.insert(u"database.url"_s, parser.value(u"database"_s));
    return sources;
}

void addOptions(QCommandLineParser &parser)
{
    for (const char *name :
         {"data", "acks", "database", "sales", "seed", "settings-every", "patience"}) {
        const QString option = QString::fromLatin1(name);
        parser.addOption({option, option, option});
    }
    parser.addOption({u"window"_s, u"Sell at the window."_s});
}

int sellAtWindow(const SettingSources &sources, const Settings &settings, TillClerk::Plan plan)
{
    const Result<std::unique_ptr<CounterProgram>> program = CounterProgram::open(sources, settings);
    if (!program)
        return complain(program.error());
    (*program)->start();
    TillClerk clerk((*program)->shop(), &(*program)->window(), std::move(plan));
    const Result<void> started = clerk.start();
    return started ? QCoreApplication::exec() : complain(started.error());
}

int sellAtTill(const SettingSources &sources, const Settings &settings, TillClerk::Plan plan)
{
    const Result<std::unique_ptr<CounterShop>> shop = CounterShop::open(sources, settings);
    if (!shop)
        return complain(shop.error());
    (*shop)->start();
    TillClerk clerk(**shop, nullptr, std::move(plan));
    const Result<void> started = clerk.start();
    return started ? QCoreApplication::exec() : complain(started.error());
}

}

/// The counter with a clerk in it: --data DIR --acks FILE [--database URI] [--sales N] [--seed S]
/// [--settings-every N] [--patience MS] [--window]. 0 when all is sold and uploaded, 1 when the
/// shop does not open, 3 when nothing gets on for long.
int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"bakehouse"_s);
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    const SettingSources sources = sourcesOf(parser);
    const Result<Settings> settings = Settings::load(sources);
    if (!settings)
        return complain(settings.error());
    TillClerk::Plan plan {.acks = parser.value(u"acks"_s),
                          .sales = parser.value(u"sales"_s).toInt(),
                          .seed = parser.value(u"seed"_s).toUInt(),
                          .settingsEvery = parser.value(u"settings-every"_s).toInt()};
    if (parser.isSet(u"patience"_s))
        plan.patienceMs = parser.value(u"patience"_s).toInt();
    return parser.isSet(u"window"_s) ? sellAtWindow(sources, *settings, std::move(plan))
                                     : sellAtTill(sources, *settings, std::move(plan));
}
