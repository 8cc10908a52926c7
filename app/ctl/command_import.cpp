#include "business_day.h"
#include "catalogue_file.h"
#include "commands.h"
#include "console.h"
#include "opened_shop.h"

#include <QFile>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimitBytes = 33'554'432;
constexpr int problemsShown = 20;

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {.code = Error::Code::NotFound,
                      .reason = Error::Reason::BadField,
                      .field = path,
                      .detail = file.errorString()};
    if (file.size() > fileLimitBytes)
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = path,
                      .detail = u"is larger than 32 MiB"_s};
    return file.readAll();
}

int refuse(const QStringList &problems)
{
    for (const QString &problem : problems.mid(0, problemsShown))
        complain(problem);
    if (problems.size() > problemsShown)
        complain(u"… and %1 more"_s.arg(problems.size() - problemsShown));
    complain(u"Nothing was imported."_s);
    return 1;
}

QDate today(const Settings &settings, const Clock &clock)
{
    return businessDay(clock.now(), QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
                       QTime::fromString(settings.text(u"shop.day_start"_s), u"HH:mm"_s));
}

int report(const Result<ImportSummary> &summary, const QString &what)
{
    if (!summary)
        return fail(summary.error());
    print(u"%1: %2 added, %3 changed, %4 as before"_s.arg(what)
              .arg(summary->added)
              .arg(summary->changed)
              .arg(summary->unchanged));
    if (summary->samplesRetired > 0)
        print(u"%1 sample goods retired"_s.arg(summary->samplesRetired));
    return 0;
}

int importRows(const Arguments &arguments, const QByteArray &content)
{
    const bool isTax = arguments.words().constFirst() == u"tax"_s;
    const TaxFile tax = isTax ? readTaxFile(content) : TaxFile();
    const CatalogueFile goods = isTax ? CatalogueFile() : readCatalogueFile(content);
    const QStringList problems = tax.problems + goods.problems;
    if (!problems.isEmpty())
        return refuse(problems);

    const auto shop = OpenedShop::open(arguments, DatabaseHome::Claim::OwnOrAttach);
    if (!shop)
        return fail(shop.error());
    Stores &stores = (*shop)->stores;
    if (isTax)
        return report(await(stores.catalogue.importTax(tax.rates)), u"Rates"_s);
    return report(await(stores.catalogue.importCatalogue(
                      goods.rows, goods.currency, today(arguments.settings(), (*shop)->clock))),
                  u"Goods"_s);
}

int import(const Arguments &arguments)
{
    const QStringList words = arguments.words();
    const bool known = words.size() == 2
        && (words.constFirst() == u"catalogue"_s || words.constFirst() == u"tax"_s);
    if (!known) {
        complain(u"Usage: bakehousectl import catalogue|tax FILE.csv"_s);
        return 2;
    }
    const Result<QByteArray> content = contentOf(words.at(1));
    return content ? importRows(arguments, *content) : fail(content.error());
}

} // namespace

Command importCommand()
{
    return {.name = u"import"_s,
            .arguments = u"catalogue|tax FILE.csv"_s,
            .summary = u"Take goods and prices, or VAT rates, from a file: all of it or nothing."_s,
            .run = import};
}
