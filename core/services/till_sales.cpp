#include "business_day.h"
#include "catalogue_cache.h"
#include "journal.h"
#include "random_uuid.h"
#include "till_private.h"
#include "when_done.h"

// The part of the till that writes sales and events.

/// Gives @p receipt the time and the day of the shop.
void Till::Private::stamp(Receipt &receipt) const
{
    receipt.soldAt = clock.now();
    receipt.businessDay = businessDay(receipt.soldAt, settings.zone, settings.dayStart);
}

Result<Receipt> Till::Private::makeReceipt(const Basket &basket,
                                           const std::vector<Tender> &tenders) const
{
    const std::shared_ptr<const Catalogue> goods = catalogue.current();
    if (!goods)
        return Error {.code = Error::Code::Unavailable, .reason = Error::Reason::DatabaseAway};
    const QDate localDate = clock.now().toTimeZone(settings.zone).date();
    Result<Receipt> receipt = makeSale(basket, goods->goods().taxes, goods->goods().currency,
                                       localDate, tenders, settings.cashStep);
    if (receipt)
        stamp(*receipt);
    return receipt;
}

QFuture<Result<Receipt>> Till::pay(const QUuid &basket, const std::vector<Tender> &tenders,
                                   const QString &sourceKey)
{
    const auto payment = m->payments.find(basket);
    if (payment != m->payments.end() && !payment->second.empty()) {
        payment->second.push_back(makePromise<Receipt>());
        return payment->second.back()->future();
    }
    const Basket *found = m->find(basket);
    if (!found)
        return m->paidBefore(basket);
    Result<Receipt> receipt = m->makeReceipt(*found, tenders);
    if (!receipt)
        return failedFuture<Receipt>(receipt.error());
    receipt->sourceKey = sourceKey;
    m->unsaved.remove(basket); // The commit removes it from the journal.
    const SharedPromise<Receipt> promise = makePromise<Receipt>();
    m->payments[basket] = {promise};
    whenDone(m->journal.append(*receipt), this,
             [this, basket](const Result<Receipt> &written) { m->paid(basket, written); });
    return promise->future();
}

/// The receipt of a basket that is no longer there because it was paid: the second tap came late.
QFuture<Result<Receipt>> Till::Private::paidBefore(const QUuid &uuid)
{
    auto promise = makePromise<Receipt>();
    whenDone(journal.entryOf(uuid), q, [promise](const Result<Entry> &entry) {
        if (entry)
            return fulfil(promise, receiptOf(entry->bytes));
        const bool unknown = entry.error().code == Error::Code::NotFound;
        fulfil<Receipt>(promise, unknown ? unknownBasket() : entry.error());
    });
    return promise->future();
}

void Till::Private::paid(const QUuid &uuid, const Result<Receipt> &receipt)
{
    const Payment askers = std::exchange(payments[uuid], {});
    const bool unknown = !receipt && receipt.error().code == Error::Code::Timeout;
    if (!unknown)
        payments.erase(uuid);
    if (receipt) {
        erase(uuid);
        history.forget(uuid);
        lastSale = *receipt;
        written(*receipt);
        emit q->basketChanged(uuid);
        emit q->sold(uuid);
    } else if (!unknown) {
        saveLater(uuid);
    }
    for (const SharedPromise<Receipt> &asker : askers)
        fulfil(asker, receipt);
}

void Till::Private::written(const Receipt &receipt)
{
    catalogue.noteEntry(receipt);
    emit q->entryWritten(receipt.sequence);
}

void Till::setCashStep(Money step)
{
    m->settings.cashStep = step;
}

Money Till::cashStep() const
{
    return m->settings.cashStep;
}

std::optional<Receipt> Till::lastReceipt() const
{
    return m->lastSale;
}

QFuture<Result<void>> Till::checkWritable()
{
    return m->journal.checkWritable();
}

QFuture<Result<Entry>> Till::record(const QString &kind, const QMap<QString, QString> &values)
{
    return m->record(kind, values, 0);
}

QFuture<Result<Entry>> Till::Private::record(const QString &kind,
                                             const QMap<QString, QString> &values, int clerk)
{
    const QDateTime now = clock.now();
    const EventDraft event {.uuid = makeRandomUuid(clock),
                            .kind = kind,
                            .at = now,
                            .businessDay = businessDay(now, settings.zone, settings.dayStart),
                            .clerk = clerk,
                            .values = values};
    auto promise = makePromise<Entry>();
    whenDone(journal.append(event), q, [this, promise](const Result<Entry> &entry) {
        if (entry)
            emit q->entryWritten(entry->sequence);
        fulfil(promise, entry);
    });
    return promise->future();
}
