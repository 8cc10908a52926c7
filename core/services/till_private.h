#pragma once

#include "shared_promise.h"
#include "till.h"

#include <QSet>

#include <deque>
#include <map>

Error unknownBasket();

/// What the till holds between two events: baskets, payments under way, refunds in line.
struct Till::Private {
    struct RefundAsked {
        Receipt original;
        std::vector<RefundLine> lines;
        TenderMethod method = TenderMethod::Cash;
        SharedPromise<Receipt> promise;
    };
    /// Those who wait for a payment under way; nobody = its outcome is unknown.
    using Payment = std::vector<SharedPromise<Receipt>>;

    Till *q = nullptr;
    Journal &journal;
    CatalogueCache &catalogue;
    const Clock &clock;
    const TillSettings settings;
    std::vector<Basket> baskets = {};
    std::map<QUuid, Payment> payments = {}; // of frozen baskets
    std::deque<RefundAsked> refunds = {}; // the first is under way
    QSet<QUuid> unsaved = {};

    Basket *find(const QUuid &uuid);
    void erase(const QUuid &uuid);
    Result<Basket *> changeable(const QUuid &uuid);
    Result<Product> product(qint64 id) const;
    Result<void> changed(const QUuid &uuid, Result<void> outcome);
    void saveLater(const QUuid &uuid);
    void saveNow();
    void restored(const std::vector<Basket> &saved);
    void noteEntriesAfter(qint64 sequence);

    void stamp(Receipt &receipt) const;
    Result<Receipt> makeReceipt(const Basket &basket, const std::vector<Tender> &tenders) const;
    QFuture<Result<Receipt>> paidBefore(const QUuid &uuid);
    void paid(const QUuid &uuid, const Result<Receipt> &receipt);
    void written(const Receipt &receipt);
    void refundNext();
    void refundWith(const Result<std::vector<Receipt>> &before);
    void refunded(const Result<Receipt> &receipt);
};
