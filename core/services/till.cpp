#include "catalogue_cache.h"
#include "journal.h"
#include "random_uuid.h"
#include "till_private.h"
#include "when_done.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logTill, "bakehouse.till")

namespace {
constexpr int entriesAtATime = 100; // about 2 ms
}

Error unknownBasket()
{
    return {.code = Error::Code::NotFound, .reason = Error::Reason::BadField, .field = u"basket"_s};
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
    if (payments.contains(uuid)) {
        return Error {.code = Error::Code::Conflict,
                      .reason = Error::Reason::StateNotAllowed,
                      .field = u"basket"_s};
    }
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

Result<void> Till::Private::changed(const QUuid &uuid, Result<void> outcome)
{
    if (outcome) {
        saveLater(uuid);
        emit q->basketChanged(uuid);
    }
    return outcome;
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

Basket &Till::startBasket(TaxMode mode, int clerk, const QUuid &uuid)
{
    Q_ASSERT(uuid.isNull() || !basket(uuid));
    m->baskets.push_back({.uuid = uuid.isNull() ? makeRandomUuid(m->clock) : uuid,
                          .startedAt = m->clock.now(),
                          .clerk = clerk,
                          .mode = mode});
    return m->baskets.back();
}

const std::vector<Basket> &Till::baskets() const
{
    return m->baskets;
}

const Basket *Till::basket(const QUuid &uuid) const
{
    return m->find(uuid);
}

Result<void> Till::add(const QUuid &basket, qint64 product, Quantity quantity)
{
    const Result<Basket *> found = m->changeable(basket);
    if (!found)
        return found.error();
    const Result<Product> known = m->product(product);
    if (!known)
        return known.error();
    return m->changed(basket, addToBasket(**found, *known, quantity));
}

Result<void> Till::addLine(const QUuid &basket, qint64 product, Quantity quantity)
{
    const Result<Basket *> found = m->changeable(basket);
    if (!found)
        return found.error();
    const Result<Product> known = m->product(product);
    if (!known)
        return known.error();
    Basket alone; // An empty basket has no line that this one could be merged with.
    const Result<void> added = addToBasket(alone, *known, quantity);
    if (added)
        (*found)->lines.push_back(std::move(alone.lines.front()));
    return m->changed(basket, added);
}

Result<void> Till::setQuantity(const QUuid &basket, int line, Quantity quantity)
{
    const Result<Basket *> found = m->changeable(basket);
    return found ? m->changed(basket, setLineQuantity(**found, line, quantity)) : found.error();
}

Result<void> Till::remove(const QUuid &basket, int line)
{
    const Result<Basket *> found = m->changeable(basket);
    return found ? m->changed(basket, removeLine(**found, line)) : found.error();
}

Result<void> Till::setMode(const QUuid &basket, TaxMode mode)
{
    const Result<Basket *> found = m->changeable(basket);
    if (!found)
        return found.error();
    (*found)->mode = mode;
    return m->changed(basket, {});
}

Result<void> Till::giveUp(const QUuid &basket)
{
    const Result<Basket *> found = m->changeable(basket);
    if (!found)
        return found.error();
    m->erase(basket);
    whenDone(m->journal.dropBasket(basket), this, [](const Result<void> &dropped) {
        if (!dropped)
            qCWarning(logTill, "a basket was not dropped: %s",
                      qUtf8Printable(describe(dropped.error())));
    });
    emit basketChanged(basket);
    return {};
}

QFuture<Result<void>> Till::restoreBaskets()
{
    m->noteEntriesAfter(state().acknowledged);
    auto promise = makePromise<void>();
    whenDone(m->journal.baskets(), this, [this, promise](const Result<std::vector<Basket>> &saved) {
        if (saved)
            m->restored(*saved);
        fulfil<void>(promise, saved ? Result<void>() : saved.error());
    });
    return promise->future();
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
