#include "first_run.h"

#include "business_day.h"
#include "catalogue_cache.h"
#include "catalogue_file.h"
#include "catalogue_store.h"
#include "country.h"
#include "settings_book.h"
#include "shared_promise.h"
#include "shop_store.h"
#include "when_done.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

constexpr int problemsTold = 20;

/// A choice on its way, and who waits for it.
struct Application {
    FirstRunChoice choice;
    Currency currency;
    CatalogueFile goods;
    SharedPromise<void> promise;

    void end(const Result<void> &outcome) const { fulfil<void>(promise, outcome); }
};
using ApplicationPointer = std::shared_ptr<Application>;

Error invalid(Error::Reason reason, const QString &field, const QString &detail)
{
    return {.code = Error::Code::Invalid, .reason = reason, .field = field, .detail = detail};
}

Result<void> checkRates(const std::vector<TaxRate> &rates)
{
    const bool good = std::ranges::all_of(rates, [](const TaxRate &rate) {
        return !rate.taxClass.isEmpty() && rate.validFrom.isValid() && rate.rateBp >= 0
            && rate.rateBp <= 10'000;
    });
    const TaxTable table(rates); // By class, mode, day.
    const bool different =
        std::ranges::adjacent_find(table.rates(), {},
                                   [](const TaxRate &rate) {
                                       return std::tuple(rate.taxClass, rate.mode, rate.validFrom);
                                   })
        == table.rates().end();
    return good && different ? Result<void>()
                             : invalid(Error::Reason::BadField, u"rates"_s,
                                       u"must be from 0 to 100 %, one for a class, mode and day"_s);
}

QHash<QString, QString> settingsOf(const FirstRunChoice &choice)
{
    // An empty answer leaves the default.
    const auto orDefault = [](const QString &text) { return text.isEmpty() ? QString() : text; };
    return {{u"shop.name"_s, orDefault(choice.shopName)},
            {u"shop.country"_s, choice.country},
            {u"shop.address"_s, orDefault(choice.address)},
            {u"shop.tax_number"_s, orDefault(choice.taxNumber)},
            {u"receipt.header"_s, orDefault(choice.header)},
            {u"receipt.footer"_s, orDefault(choice.footer)},
            {u"shop.first_run"_s, u"done"_s}};
}

Result<CatalogueFile> readGoods(const QByteArray &csv, const Currency &currency)
{
    CatalogueFile file = readCatalogueFile(csv);
    if (!file.problems.isEmpty())
        return invalid(Error::Reason::BadRow, u"catalogue"_s,
                       file.problems.mid(0, problemsTold).join(u'\n'));
    if (file.currency != currency)
        return invalid(
            Error::Reason::BadField, u"currency"_s,
            u"the file is in %1, the shop in %2"_s.arg(file.currency.code, currency.code));
    return file;
}

} // namespace

struct FirstRun::Private {
    FirstRun *q = nullptr;
    const Parts parts;
    const Shop shop;

    Result<void> check(const FirstRunChoice &choice) const;
    QHash<QString, QString> changeable(QHash<QString, QString> changes) const;
    void readFile(const ApplicationPointer &application);
    void setUp(const ApplicationPointer &application);
    void importGoods(const ApplicationPointer &application);
    void save(const ApplicationPointer &application);
    Result<void> checkClasses(const CatalogueFile &goods) const;
    QDate today() const;
};

FirstRun::FirstRun(const Parts &parts, Shop shop, QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this, .parts = parts, .shop = shop})
{
}

FirstRun::~FirstRun() = default;

bool FirstRun::needed() const
{
    const Settings &settings = m->parts.book.settings();
    return m->shop == Shop::New && settings.text(u"shop.country"_s).isEmpty()
        && settings.text(u"shop.first_run"_s) == u"open"_s;
}

QFuture<Result<void>> FirstRun::skip()
{
    return m->parts.book.save({{u"shop.first_run"_s, u"done"_s}});
}

QFuture<Result<void>> FirstRun::apply(const FirstRunChoice &choice)
{
    if (const Result<void> checked = m->check(choice); !checked)
        return failedFuture<void>(checked.error());
    const Country *country = countryOf(choice.country);
    const auto application = std::make_shared<Application>(
        Application {.choice = choice,
                     .currency = {country->currency, country->decimals},
                     .goods = {},
                     .promise = makePromise<void>()});
    QFuture<Result<void>> future = application->promise->future();
    if (choice.catalogueCsv)
        m->readFile(application);
    else
        m->setUp(application);
    return future;
}

/// What another place fixes is left to it.
QHash<QString, QString> FirstRun::Private::changeable(QHash<QString, QString> changes) const
{
    changes.removeIf([this](const QHash<QString, QString>::iterator &change) {
        return parts.book.fixedFromOutside(change.key());
    });
    return changes;
}

Result<void> FirstRun::Private::check(const FirstRunChoice &choice) const
{
    if (!countryOf(choice.country))
        return invalid(Error::Reason::BadField, u"shop.country"_s, u"is none that is known"_s);
    if (Result<void> checked = checkRates(choice.rates); !checked)
        return checked;
    const QHash<QString, QString> changes = changeable(settingsOf(choice));
    QStringList keys = changes.keys();
    keys.sort(); // The same fault is named each time.
    for (const QString &key : keys) {
        if (Result<void> checked = parts.book.check(key, changes[key]); !checked)
            return checked;
    }
    return Done {};
}

void FirstRun::Private::readFile(const ApplicationPointer &application)
{
    const QFuture<Result<CatalogueFile>> reading =
        QtConcurrent::run([csv = *application->choice.catalogueCsv,
                           currency = application->currency] { return readGoods(csv, currency); });
    whenDone(reading, q, [this, application](const Result<CatalogueFile> &goods) {
        if (!goods)
            return application->end(goods.error());
        application->goods = *goods;
        setUp(application);
    });
}

void FirstRun::Private::setUp(const ApplicationPointer &application)
{
    whenDone(parts.shop.setUp(application->currency, application->choice.rates), q,
             [this, application](const Result<void> &done) {
                 if (!done)
                     return application->end(done);
                 if (application->choice.catalogueCsv)
                     importGoods(application);
                 else
                     save(application);
             });
}

/// Goods without a rate could be put into a basket, but not be paid for.
Result<void> FirstRun::Private::checkClasses(const CatalogueFile &goods) const
{
    const std::shared_ptr<const Catalogue> current = parts.cache.current();
    const TaxTable rates = current ? current->goods().taxes : TaxTable();
    for (const CatalogueRow &row : goods.rows) {
        if (!rates.rateBp(row.taxClass, TaxMode::TakeAway, today()))
            return invalid(Error::Reason::NoTaxRate, row.taxClass, u"has no rate yet"_s);
    }
    return Done {};
}

QDate FirstRun::Private::today() const
{
    const Settings &settings = parts.book.settings();
    return businessDay(parts.clock.now(), QTimeZone(settings.text(u"shop.time_zone"_s).toUtf8()),
                       QTime::fromString(settings.text(u"shop.day_start"_s), u"HH:mm"_s));
}

void FirstRun::Private::importGoods(const ApplicationPointer &application)
{
    if (const Result<void> checked = checkClasses(application->goods); !checked)
        return application->end(checked);
    whenDone(
        parts.catalogue.importCatalogue(application->goods.rows, application->currency, today()), q,
        [this, application](const Result<ImportSummary> &summary) {
            if (!summary)
                return application->end(summary.error());
            save(application);
        });
}

void FirstRun::Private::save(const ApplicationPointer &application)
{
    whenDone(parts.book.save(changeable(settingsOf(application->choice))), q,
             [application](const Result<void> &saved) { application->end(saved); });
}
