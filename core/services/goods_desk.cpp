#include "goods_desk.h"

#include "audit_store.h"
#include "business_day.h"
#include "catalogue_file.h"
#include "catalogue_store.h"
#include "on_result.h"
#include "scan_code.h"
#include "shared_promise.h"
#include "tile_page.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 fileLimitBytes = 33'554'432;
constexpr int problemsShown = 20;
constexpr int pageNameLimit = 60;
constexpr qint64 daysOfSales = 28; // whole weeks

Error badField(const QString &field, const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = field,
            .detail = detail};
}

/// Of "line 7: plu: …" it is 7.
qint64 lineOf(const QString &problem)
{
    return problem.section(u' ', 1, 1).remove(u':').toLongLong();
}

Error badRows(const QStringList &problems)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadRow,
            .left = lineOf(problems.constFirst()),
            .detail = problems.mid(0, problemsShown).join(u'\n')};
}

Result<void> checkPlaces(const std::vector<TilePlace> &places)
{
    QSet<int> seen;
    for (const TilePlace &tile : places) {
        if (tile.place < 0 || tile.place >= tilePlaceLimit)
            return badField(u"place"_s, u"there is no place %1"_s.arg(tile.place));
        if (seen.contains(tile.place))
            return badField(u"place"_s, u"%1 stands twice"_s.arg(tile.place));
        seen.insert(tile.place);
    }
    return {};
}

/// Reads @p csv by @p read on @p pool and gives what it holds to @p store.
template <typename Read, typename Store>
QFuture<Result<ImportSummary>> importFile(QThreadPool &pool, const QByteArray &csv, Read read,
                                          Store store)
{
    if (csv.size() > fileLimitBytes)
        return failedFuture<ImportSummary>(badField(u"file"_s, u"is larger than 32 MiB"_s));
    const SharedPromise<ImportSummary> promise = makePromise<ImportSummary>();
    pool.start([csv, promise, read, store] {
        const auto file = read(csv);
        if (file.problems.isEmpty())
            onResult(store(file),
                     [promise](const Result<ImportSummary> &summary) { fulfil(promise, summary); });
        else
            fulfil(promise, Result<ImportSummary>(badRows(file.problems)));
    });
    return promise->future();
}

}

GoodsDesk::GoodsDesk(CatalogueStore &store, AuditStore &reports, const Clock &clock,
                     Settings settings)
    : m_store(store)
    , m_reports(reports)
    , m_clock(clock)
    , m_settings(std::move(settings))
{
    m_readers.setMaxThreadCount(1);
}

QFuture<Result<void>> GoodsDesk::setAvailable(qint64 product, bool available)
{
    return m_store.setAvailable(product, available);
}

QFuture<Result<void>> GoodsDesk::setBarcode(qint64 product, const QString &code)
{
    if (code.isEmpty())
        return m_store.setBarcode(product, code);
    const Result<QString> barcode = barcodeText(code);
    return barcode ? m_store.setBarcode(product, *barcode) : failedFuture<void>(barcode.error());
}

QFuture<Result<void>> GoodsDesk::setTiles(const QString &page, const std::vector<TilePlace> &places)
{
    if (page.isEmpty() || page.size() > pageNameLimit)
        return failedFuture<void>(badField(u"page"_s, u"has no name, or a long one"_s));
    const Result<void> good = checkPlaces(places);
    return good ? m_store.setTiles(page, places) : failedFuture<void>(good.error());
}

QFuture<Result<void>> GoodsDesk::setCategoryColour(const QString &category, CategoryColour colour)
{
    return m_store.setCategoryColour(category, colour);
}

QFuture<Result<void>> GoodsDesk::setPickupNeed(const PickupNeed &need)
{
    const Result<void> good = checkPickupNeed(need);
    return good ? m_store.setPickupNeed(need) : failedFuture<void>(good.error());
}

QFuture<Result<ImportSummary>> GoodsDesk::importCatalogue(const QByteArray &csv)
{
    const QDate today = businessDay(m_clock.now(), m_settings.zone, m_settings.dayStart);
    return importFile(m_readers, csv, readCatalogueFile,
                      [&store = m_store, today](const CatalogueFile &file) {
                          return store.importCatalogue(file.rows, file.currency, today);
                      });
}

QFuture<Result<ImportSummary>> GoodsDesk::importTax(const QByteArray &csv)
{
    return importFile(m_readers, csv, readTaxFile, [&store = m_store](const TaxFile &file) {
        return store.importTax(file.rates);
    });
}

QFuture<Result<std::vector<HourlySales>>> GoodsDesk::salesByHour()
{
    const QDate today = businessDay(m_clock.now(), m_settings.zone, m_settings.dayStart);
    return m_reports.salesByHour(today.addDays(-daysOfSales),
                                 QString::fromLatin1(m_settings.zone.id()));
}
