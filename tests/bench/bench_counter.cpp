// The counter's benchmark: sells at the real window and measures. See tests/bench/run.

#include "counter_bench.h"
#include "counter_start.h"

#include <QCommandLineParser>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int quickSales = 300;
constexpr int quickTownSeconds = 10;

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Measures the counter at its real window."_s);
    parser.addHelpOption();
    parser.addOptions({
        {u"sales"_s, u"How many sales."_s, u"number"_s, u"4000"_s},
        {u"products"_s, u"How many goods are made."_s, u"number"_s, u"10000"_s},
        {u"clients"_s, u"How many clients order over HTTP."_s, u"number"_s, u"32"_s},
        {u"starts"_s, u"How often each start is measured."_s, u"number"_s, u"5"_s},
        {u"townsfolk"_s, u"Customers of the town."_s, u"number"_s, u"200"_s},
        {u"seconds"_s, u"How long the town is about."_s, u"number"_s, u"60"_s},
        {u"seed"_s, u"Other goods and sales."_s, u"number"_s, u"1"_s},
        {u"quick"_s, u"A few sales only; memory is not judged."_s},
        {u"receipts"_s, u"Sells these receipts (date,time,receipt,item)."_s, u"file"_s},
        {u"catalogue"_s, u"The goods of the receipts; made ones are added."_s, u"file"_s},
        {u"folder"_s, u"Where the shop is made."_s, u"folder"_s},
        {u"only"_s, u"Parts, of alone, orders, town, start."_s, u"part,…"_s,
         u"alone,orders,start"_s},
        {u"json"_s, u"Where the figures are kept."_s, u"file"_s, u"counter.json"_s},
    });
}

CounterBenchOptions optionsOf(const QCommandLineParser &parser)
{
    const auto number = [&parser](const QString &name) { return parser.value(name).toInt(); };
    return {.sales = parser.isSet(u"quick"_s) ? quickSales : number(u"sales"_s),
            .products = number(u"products"_s),
            .clients = number(u"clients"_s),
            .starts = number(u"starts"_s),
            .townsfolk = number(u"townsfolk"_s),
            .townSeconds = parser.isSet(u"quick"_s) ? quickTownSeconds : number(u"seconds"_s),
            .seed = quint32(number(u"seed"_s)),
            .receipts = parser.value(u"receipts"_s),
            .catalogue = parser.value(u"catalogue"_s),
            .folder = parser.value(u"folder"_s),
            .parts = parser.value(u"only"_s).split(u',')};
}

int measure(BenchApplication &application)
{
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    BenchReport report(u"counter"_s);
    const Result<void> run = CounterBench(application, optionsOf(parser), report).run();
    report.end();
    const QString path = parser.value(u"json"_s);
    if (!run || !report.save(path)) {
        const QString why = run ? u"could not write "_s + path : describe(run.error());
        std::fputs(qUtf8Printable(u"bench_counter: "_s + why + u'\n'), stderr);
        return 1;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    BenchApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"bakehouse"_s);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--start-only"_L1 && arguments.size() >= 4)
        return startOnly(application, arguments);
    return measure(application);
}
