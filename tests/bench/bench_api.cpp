// The API's benchmark, part by part. See tests/bench/run.

#include "bench_options.h"
#include "bench_process.h"
#include "bench_report.h"
#include "bench_runs.h"
#include "bench_summary.h"
#include "made_goods.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int quickRounds = 2;
constexpr int goods = 93;

/// A part by its word on the command line.
struct Part {
    QStringView name;
    Result<void> (*measure)(const BenchOptions &, BenchReport &);
};

constexpr std::array parts {
    Part {u"products", measureProducts}, Part {u"orders", measureOrders},
    Part {u"queue", measureQueue},       Part {u"memory", measureMemory},
    Part {u"start", measureStart},       Part {u"mix", measureMix},
    Part {u"events", measureEvents},     Part {u"verify", measureVerify},
    Part {u"upload", measureUpload},
};

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Measures the order path."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(
        u"part"_s,
        u"products, orders, queue, memory, start, mix, events, verify, upload; summary."_s);
    parser.addOptions({
        {u"quick"_s, u"Few and short runs: shows that all works, and little of how fast."_s},
        {u"rounds"_s, u"Pairs of each comparison."_s, u"number"_s, u"5"_s},
        {u"seconds"_s, u"Of each run."_s, u"number"_s, u"5"_s},
        {u"seed"_s, u"Other goods and orders."_s, u"number"_s, u"1"_s},
        {u"catalogue"_s, u"The goods of the products part."_s, u"file"_s},
        {u"folder"_s, u"Where the shops are made."_s, u"folder"_s},
        {u"url"_s, u"mix: another server with this API, to be put beside ours; may be repeated."_s,
         u"url"_s},
        {u"measured"_s, u"memory: what memory.sh said."_s, u"file"_s},
        {u"json"_s, u"Folder in which the figures are kept."_s, u"folder"_s, u"."_s},
    });
}

BenchOptions optionsOf(const QCommandLineParser &parser, const QString &folder)
{
    const bool quick = parser.isSet(u"quick"_s);
    return {.quick = quick,
            .rounds = quick ? quickRounds : parser.value(u"rounds"_s).toInt(),
            .seconds = quick ? 1 : parser.value(u"seconds"_s).toInt(),
            .seed = parser.value(u"seed"_s).toUInt(),
            .catalogue = parser.value(u"catalogue"_s),
            .folder = folder,
            .urls = parser.values(u"url"_s),
            .measured = parser.value(u"measured"_s)};
}

int fail(const QString &why)
{
    std::fputs(qUtf8Printable(u"bench_api: "_s + why + u'\n'), stderr);
    return 1;
}

/// For memory.sh: goods.csv and tax.csv.
int writeGoods(const BenchOptions &options, const QString &folder)
{
    const QByteArray catalogue = madeGoods(goods, options.seed, u"EUR"_s);
    QFile goodsFile(folder + u"/goods.csv"_s);
    QFile taxFile(folder + u"/tax.csv"_s);
    if (!goodsFile.open(QIODevice::WriteOnly) || goodsFile.write(catalogue) < 0
        || !taxFile.open(QIODevice::WriteOnly) || taxFile.write(madeTaxes({catalogue})) < 0)
        return fail(u"could not write into "_s + folder);
    return 0;
}

/// For memory.sh: the ids of what a server sells.
int printIds(const QString &url)
{
    const Result<QJsonObject> products = askJson(url + u"/api/products"_s);
    if (!products)
        return fail(describe(products.error()));
    std::vector<qint64> ids;
    for (const auto &product : (*products)[u"products"_s].toArray())
        ids.push_back(product[u"id"_s].toInteger());
    std::puts(qUtf8Printable(idList(ids)));
    return 0;
}

int measure(const Part &part, const BenchOptions &options, const QString &jsonFolder)
{
    const QString name = part.name.toString();
    BenchReport report(name);
    Result<void> run = measureMachine(options, report);
    if (run)
        run = part.measure(options, report);
    report.end();
    if (!run)
        return fail(name + u": "_s + describe(run.error()));
    const QString path = jsonFolder + u'/' + name + u".json"_s;
    return report.save(path) ? 0 : fail(u"could not write "_s + path);
}

int run(const QCommandLineParser &parser)
{
    const QString word = parser.positionalArguments().value(0);
    QTemporaryDir own(parser.isSet(u"folder"_s) ? parser.value(u"folder"_s) + u"/bench-XXXXXX"_s
                                                : QDir::tempPath() + u"/bench-XXXXXX"_s);
    if (!own.isValid())
        return fail(u"no folder could be made: "_s + own.errorString());
    // The private server works as another user when this is root.
    QFile::setPermissions(own.path(),
                          QFile::permissions(own.path()) | QFile::ExeGroup | QFile::ExeOther);
    const BenchOptions options = optionsOf(parser, own.path());
    const auto part = std::ranges::find(parts, QStringView(word), &Part::name);
    if (part != parts.end())
        return measure(*part, options, parser.value(u"json"_s));
    if (word == u"goods"_s)
        return writeGoods(options, parser.value(u"folder"_s));
    if (word == u"ids"_s)
        return printIds(options.urls.value(0));
    if (word == u"summary"_s)
        return summarise(parser.value(u"json"_s)) ? 0 : fail(u"could not write summary.json"_s);
    return fail(u"which part? "_s + word);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(application);
    return run(parser);
}
