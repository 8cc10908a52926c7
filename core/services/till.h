#pragma once

#include "basket.h"
#include "clock.h"
#include "entry.h"
#include "journal_state.h"
#include "order.h"
#include "receipt.h"
#include "vat.h"

#include <QFuture>
#include <QObject>
#include <QTimeZone>

#include <memory>

class CatalogueCache;
class EntryStore;
class Journal;

/// What a till needs to know of its shop.
struct TillSettings {
    QTimeZone zone;
    QTime dayStart {4, 0};
    Money cashStep = Money::fromMinor(1);
    /// Where receipts and refunds of all tills are asked for; outlives the till. Null: the journal
    /// alone is asked.
    EntryStore *entries = nullptr;
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

    void setCashStep(Money step); ///< From the next payment on.
    Money cashStep() const;

    /// A new basket, its uuid made now (or @p uuid, when a replay names it).
    Basket &startBasket(TaxMode mode, int clerk = 0, const QUuid &uuid = {});
    /// The basket that hands @p order over: its lines at the promised prices, for its total. Its
    /// goods and prices stay as they are. The one that is there already when asked again.
    Basket &startOrderBasket(const Order &order, int clerk);
    const std::vector<Basket> &baskets() const;
    const Basket *basket(const QUuid &uuid) const;
    /// Each of these saves the basket behind the caller's back and can be undone. Errors as in
    /// basket.h; NotFound; Conflict while it is being paid, and with field "order" where it would
    /// change what an order promised.
    Result<void> add(const QUuid &basket, qint64 product, Quantity quantity);
    /// As add(), but always as a line of its own.
    Result<void> addLine(const QUuid &basket, qint64 product, Quantity quantity);
    Result<void> addPriced(const QUuid &basket, qint64 product, Quantity quantity, Money price);
    Result<void> setQuantity(const QUuid &basket, int line, Quantity quantity);
    /// Leaves an entry of kind "void" in the journal: what, how much, by whom.
    Result<void> remove(const QUuid &basket, int line);
    Result<void> setPrice(const QUuid &basket, int line, Money price, const QString &reason);
    Result<void> setLineDiscount(const QUuid &basket, int line, Money amount,
                                 const QString &reason);
    Result<void> setLinePercent(const QUuid &basket, int line, int percentBp,
                                const QString &reason);
    Result<void> setDiscount(const QUuid &basket, const std::optional<ReceiptDiscount> &discount);
    Result<void> setMode(const QUuid &basket, TaxMode mode);
    Result<void> setName(const QUuid &basket, const QString &name); ///< Parks; empty = recalled.
    Result<void> setCustomer(const QUuid &basket, const QString &customer);
    Result<void> setClerk(const QUuid &basket, int clerk);
    Result<void> giveUp(const QUuid &basket);
    /// Takes back the last change of a basket, giving it up included: up to 50 of them, as long as
    /// the program runs. Errors: NotFound; Conflict/StateNotAllowed (nothing to undo, or it is
    /// being paid).
    Result<void> undo(const QUuid &basket);
    bool canUndo(const QUuid &basket) const;

    /// Pays a basket: resolves when the sale is durable. Asked twice for one basket it sells once
    /// and both futures get the same receipt. Errors: as makeSale() and Journal::append(); the
    /// basket stays, and after a Timeout it stays frozen until paying again has settled what became
    /// of it.
    QFuture<Result<Receipt>> pay(const QUuid &basket, const std::vector<Tender> &tenders,
                                 const QString &sourceKey = {});
    /// Asked before the tender sheet opens. Errors: Unavailable/JournalUnwritable.
    QFuture<Result<void>> checkWritable();
    /// Refunds lines of a receipt, one refund at a time, by what journal and database say was given
    /// back before; by the journal alone when the database does not answer. Errors: as makeRefund()
    /// and Journal::append().
    QFuture<Result<Receipt>> refund(const Receipt &original, const std::vector<RefundLine> &lines,
                                    TenderMethod method, int clerk = 0);
    /// What is left of each line, asked for in the same way.
    QFuture<Result<std::vector<Quantity>>> leftToRefund(const Receipt &original);

    /// Receipts of this till before the entry @p beforeSequence (0 = the newest), newest first.
    QFuture<Result<std::vector<Receipt>>> receipts(int limit, qint64 beforeSequence = 0);
    /// By what is printed ("1-20418"), by the number alone ("20418", of this till) or by uuid: from
    /// the journal, else from the database, where those of all tills are. Errors:
    /// NotFound/UnknownReceipt; as the database's when it alone could know.
    QFuture<Result<Receipt>> receipt(const QString &numberText);
    /// The last sale of this till; after a start known when restoreBaskets() is done.
    std::optional<Receipt> lastReceipt() const;
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
