#pragma once

#include "basket.h"
#include "clock.h"
#include "entry.h"
#include "journal_state.h"
#include "receipt.h"
#include "vat.h"

#include <QFuture>
#include <QObject>
#include <QTimeZone>

#include <memory>

class CatalogueCache;
class Journal;

/// What a till needs to know of its shop.
struct TillSettings {
    QTimeZone zone;
    QTime dayStart {4, 0};
    Money cashStep = Money::fromMinor(1);
};

/// The counter's service: baskets, sales, refunds. Online and offline are one path: a sale is done
/// when the journal holds it. Lives on the main thread and never waits; owned by the shop.
class Till final : public QObject
{
    Q_OBJECT
public:
    Till(Journal &journal, CatalogueCache &catalogue, const Clock &clock, TillSettings settings,
         QObject *parent = nullptr);
    ~Till() override;

    JournalState state() const;

    /// A new basket, its uuid made now (or @p uuid, when a replay names it).
    Basket &startBasket(TaxMode mode, int clerk = 0, const QUuid &uuid = {});
    const std::vector<Basket> &baskets() const;
    const Basket *basket(const QUuid &uuid) const;
    /// Each of these saves the basket behind the caller's back. Errors as in basket.h; NotFound;
    /// Conflict while it is being paid.
    Result<void> add(const QUuid &basket, qint64 product, Quantity quantity);
    /// As add(), but always as a line of its own.
    Result<void> addLine(const QUuid &basket, qint64 product, Quantity quantity);
    Result<void> setQuantity(const QUuid &basket, int line, Quantity quantity);
    Result<void> remove(const QUuid &basket, int line);
    Result<void> setMode(const QUuid &basket, TaxMode mode);
    Result<void> giveUp(const QUuid &basket);

    /// Pays a basket: resolves when the sale is durable. Asked twice for one basket it sells once
    /// and both futures get the same receipt. Errors: as makeSale() and Journal::append(); the
    /// basket stays, and after a Timeout it stays frozen until paying again has settled what became
    /// of it.
    QFuture<Result<Receipt>> pay(const QUuid &basket, const std::vector<Tender> &tenders,
                                 const QString &sourceKey = {});
    /// Refunds lines of a receipt, one refund at a time. Errors: as makeRefund() and
    /// Journal::append().
    QFuture<Result<Receipt>> refund(const Receipt &original, const std::vector<RefundLine> &lines,
                                    TenderMethod method);
    QFuture<Result<Entry>> record(const QString &kind, const QMap<QString, QString> &values);
    /// Reads unpaid baskets back after a start, and takes from the shown stock what the database
    /// may not know of the journal's entries.
    QFuture<Result<void>> restoreBaskets();

signals:
    void basketChanged(const QUuid &basket);
    void entryWritten(qint64 sequence);
    void sold(const QUuid &receipt);

private:
    struct Private;
    std::unique_ptr<Private> m;
};
