#pragma once

#include "basket_history.h"
#include "shared_promise.h"
#include "till.h"

#include <QSet>

#include <deque>
#include <functional>
#include <map>

Error unknownBasket();
/// Conflict/StateNotAllowed.
Error notAllowed(const QString &field);

/// What the till holds between two events: baskets, payments under way, refunds in line.
struct Till::Private {
    struct RefundAsked {
        Receipt original;
        std::vector<RefundLine> lines;
        TenderMethod method = TenderMethod::Cash;
        int clerk = 0;
        SharedPromise<Receipt> promise;
    };
    using Receipts = std::vector<Receipt>;
    /// Those who wait for a payment under way; nobody = its outcome is unknown.
    using Payment = std::vector<SharedPromise<Receipt>>;

    Till *q = nullptr;
    Journal &journal;
    CatalogueCache &catalogue;
    const Clock &clock;
    TillSettings settings;
    std::vector<Basket> baskets = {};
    std::map<QUuid, Payment> payments = {}; // of frozen baskets
    std::deque<RefundAsked> refunds = {}; // the first is under way
    QSet<QUuid> unsaved = {};
    BasketHistory history = {};
    std::optional<Receipt> lastSale = {};

    /// What a change touches: goods and prices that an order promised stay as they are.
    enum class Touches { Goods, Head };
    using Change = std::function<Result<void>(Basket &)>;

    Basket *find(const QUuid &uuid);
    void erase(const QUuid &uuid);
    Result<Basket *> changeable(const QUuid &uuid);
    Result<Product> product(qint64 id) const;
    Result<void> change(const QUuid &uuid, Touches touches, const Change &change);
    void changed(QUuid uuid);
    Result<void> addProduct(const QUuid &uuid, qint64 id,
                            const std::function<Result<void>(Basket &, const Product &)> &add);
    BasketLine promisedLine(const Order::Line &line) const;
    void noteRemoved(const Basket &basket, const BasketLine &line);
    void saveLater(const QUuid &uuid);
    void saveNow();
    void restored(const std::vector<Basket> &saved);
    void readLastSale(const SharedPromise<void> &promise);
    void noteEntriesAfter(qint64 sequence);

    void stamp(Receipt &receipt) const;
    Result<Receipt> makeReceipt(const Basket &basket, const std::vector<Tender> &tenders) const;
    QFuture<Result<Receipt>> paidBefore(const QUuid &uuid);
    void paid(const QUuid &uuid, const Result<Receipt> &receipt);
    void written(const Receipt &receipt);
    QFuture<Result<Entry>> record(const QString &kind, const QMap<QString, QString> &values,
                                  int clerk);

    struct ReceiptName;
    QFuture<Result<Receipt>> receiptOfJournal(const ReceiptName &name);
    void askDatabase(const ReceiptName &name, const SharedPromise<Receipt> &promise);
    template <typename T> QFuture<Result<T>> withPatience(const QFuture<Result<T>> &future);
    QFuture<Result<Receipts>> refundsBefore(const QUuid &original);
    void refundNext();
    void refundWith(const Result<std::vector<Receipt>> &before);
    void refunded(const Result<Receipt> &receipt);
};
