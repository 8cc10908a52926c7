#include "catalogue_cache.h"
#include "journal.h"
#include "till_private.h"
#include "when_done.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logTill, "bakehouse.till")

namespace {
constexpr int entriesAtATime = 100; // about 2 ms
constexpr int receiptsLookedAt = 20; // for the last sale; the rest are refunds
}

Error unknownBasket()
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::BadField, .field = u"basket"_s};
}

Error notAllowed(const QString &field)
{
    return {
        .code = Error::Code::Conflict, .reason = Error::Reason::StateNotAllowed, .field = field};
}

Till::Till(Journal &journal, CatalogueCache &catalogue, const Clock &clock, TillSettings settings,
           QObject *parent)
    : QObject(parent)
    , m(new Private {.q = this,
                     .journal = journal,
                     .catalogue = catalogue,
                     .clock = clock,
                     .settings = std::move(settings)})
{
}

Till::~Till()
{
    m->saveNow();
}

JournalState Till::state() const
{
    return m->journal.state();
}

Basket *Till::Private::find(const QUuid &uuid)
{
    const auto same = [&uuid](const Basket &basket) { return basket.uuid == uuid; };
    const auto found = std::find_if(baskets.begin(), baskets.end(), same);
    return found == baskets.end() ? nullptr : &*found;
}

void Till::Private::erase(const QUuid &uuid)
{
    unsaved.remove(uuid);
    std::erase_if(baskets, [&uuid](const Basket &basket) { return basket.uuid == uuid; });
}

Result<Basket *> Till::Private::changeable(const QUuid &uuid)
{
    Basket *basket = find(uuid);
    if (!basket)
        return unknownBasket();
    if (payments.contains(uuid))
        return notAllowed(u"basket"_s);
    return basket;
}

Result<Product> Till::Private::product(qint64 id) const
{
    const std::shared_ptr<const Catalogue> goods = catalogue.current();
    if (!goods)
        return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway};
    if (const Product *found = goods->find(id))
        return *found;
    return Error {
        .code = Error::Code::NotFound, .reason = Error::Reason::UnknownProduct, .product = id};
}

/// Makes @p change, if the basket may change, and keeps what it was for undo().
Result<void> Till::Private::change(const QUuid &uuid, Touches touches, const Change &change)
{
    const Result<Basket *> found = changeable(uuid);
    if (!found)
        return found.error();
    Basket &basket = **found;
    if (touches == Touches::Goods && basket.orderPublicId)
        return notAllowed(u"order"_s);
    Basket before = basket;
    if (const Result<void> done = change(basket); !done)
        return done.error();
    if (basket == before)
        return {};
    history.keep(std::move(before));
    changed(uuid);
    return {};
}

/// By value: what hears of it may end the basket that the uuid was taken from.
void Till::Private::changed(QUuid uuid)
{
    saveLater(uuid);
    emit q->basketChanged(uuid);
}

/// One save for all the taps of one turn of the event loop; a basket paid in the turn of its taps
/// needs none.
void Till::Private::saveLater(const QUuid &uuid)
{
    if (unsaved.isEmpty())
        QMetaObject::invokeMethod(
            q, [this] { saveNow(); }, Qt::QueuedConnection);
    unsaved.insert(uuid);
}

void Till::Private::saveNow()
{
    for (const QUuid &uuid : std::as_const(unsaved)) {
        const Basket *basket = find(uuid);
        if (!basket)
            continue;
        whenDone(journal.saveBasket(*basket), q, [](const Result<void> &saved) {
            if (!saved)
                qCWarning(logTill, "a basket was not saved: %s",
                          qUtf8Printable(describe(saved.error())));
        });
    }
    unsaved.clear();
}

QFuture<Result<void>> Till::restoreBaskets()
{
    m->noteEntriesAfter(state().acknowledged);
    auto promise = makePromise<void>();
    whenDone(m->journal.baskets(), this, [this, promise](const Result<std::vector<Basket>> &saved) {
        if (!saved)
            return fulfil<void>(promise, saved.error());
        m->restored(*saved);
        m->readLastSale(promise);
    });
    return promise->future();
}

void Till::Private::readLastSale(const SharedPromise<void> &promise)
{
    whenDone(journal.receiptsBefore(0, receiptsLookedAt), q,
             [this, promise](const Result<Receipts> &newest) {
                 const auto isSale = [](const Receipt &receipt) {
                     return receipt.kind == ReceiptKind::Sale;
                 };
                 if (newest && !lastSale) {
                     const auto last = std::find_if(newest->begin(), newest->end(), isSale);
                     if (last != newest->end())
                         lastSale = *last;
                 }
                 fulfil<void>(promise, newest ? Result<void>() : newest.error());
             });
}

void Till::Private::restored(const std::vector<Basket> &saved)
{
    for (const Basket &basket : saved) {
        if (find(basket.uuid))
            continue;
        baskets.push_back(basket);
        emit q->basketChanged(basket.uuid);
    }
}

void Till::Private::noteEntriesAfter(qint64 sequence)
{
    whenDone(journal.entriesAfter(sequence, entriesAtATime), q,
             [this](const Result<std::vector<Entry>> &entries) {
                 if (!entries || entries->empty())
                     return;
                 for (const Entry &entry : *entries) {
                     if (const Result<Receipt> receipt = receiptOf(entry.bytes))
                         catalogue.noteEntry(*receipt);
                 }
                 noteEntriesAfter(entries->back().sequence);
             });
}
