#pragma once

#include "basket.h"
#include "order.h"
#include "receipt.h"

#include <QObject>
#include <QUuid>

#include <memory>
#include <optional>
#include <vector>

class Clock;
class GoodsFeed;
class LatencyMeter;
class Till;

/// One of up to four clerks at this till, and the basket that is open for them.
struct ClerkSlot {
    int clerk = 0; ///< Number in the list of clerks, from 1; stands in receipts.
    QString name;
    QUuid basket; ///< Null until the first tap of a sale.
    int chosenLine = -1;
    TaxMode nextMode = TaxMode::TakeAway; ///< Of a basket that has not begun yet.
};

/// What happens at the counter: whose basket is open, which line is chosen, what quantity was typed
/// before a tile. Everything that a tap, a key or a scan can do goes through here; the widgets only
/// show it. Lives on the main thread and never waits; owned by the counter window's maker.
class Counter final : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        Till &till;
        GoodsFeed &goods;
        LatencyMeter &meter;
        const Clock &clock;
    };
    static constexpr int mostClerks = 4;

    Counter(const Parts &parts, const QStringList &clerks, QObject *parent = nullptr);
    ~Counter() override;

    /// Opens the baskets that the journal kept; each goes to its clerk, others are parked.
    void takeUpBaskets();
    void setClerks(const QStringList &names);
    /// Whether a basket has its place: open, parked, or gone.
    bool knows(const QUuid &uuid) const;

    // Clerks
    const std::vector<ClerkSlot> &slotList() const;
    int activeSlot() const;
    Money sumOf(int slot) const;
    void activate(int slot);
    /// Numbers and names of those who are not at the till now.
    std::vector<std::pair<int, QString>> absentClerks() const;
    /// Opens a tab for @p clerk, or switches to it. Errors: Conflict with four at the till.
    Result<void> signOn(int clerk);
    /// Errors: Conflict/StateNotAllowed while the basket holds something.
    Result<void> signOff(int slot);

    // The open basket
    const Basket *basket() const; ///< Null before the first tap.
    bool empty() const;
    Money total() const;
    /// In the total, at the rates of today; nothing when goods have no rate.
    std::optional<Money> vat() const;
    TaxMode mode() const;
    void setMode(TaxMode mode);
    /// Whose basket it is, begun now when there is none. Errors: as setBasketCustomer().
    Result<void> setCustomer(const QString &name);
    int chosenLine() const; ///< -1 = none.
    void choose(int line);

    // Selling. What is wrong is told by refused().
    /// One tap on a tile: the typed quantity of it, or one. Goods by weight and open prices ask
    /// first: measureAsked(), priceAsked().
    void sell(qint64 product);
    void sellQuantity(qint64 product, Quantity quantity);
    void sellPriced(qint64 product, Quantity quantity, Money price);
    /// A line of its own at another price than the list's, and why.
    void sellRepriced(qint64 product, Quantity quantity, Money price, const QString &reason);
    void changeQuantity(int pieces); ///< Of the chosen line; one less than one removes it.
    void setQuantity(Quantity quantity); ///< Of the chosen line.
    void removeChosen();
    void undo();
    bool canUndo() const;
    /// For changes that sheets make on the till themselves: tells refused() of a failure.
    bool accepted(const Result<void> &outcome);

    // Parking
    Result<void> park(const QString &name);
    std::vector<const Basket *> parked() const;
    Result<void> recall(const QUuid &uuid);
    /// Opens the goods of an order that is handed over. Errors: Conflict while the basket holds
    /// something.
    Result<void> takeOrder(const Order &order);

    // What was typed before a tile: "3", "12*", "0.5", a PLU.
    const QString &typed() const;
    void setTyped(const QString &text);
    /// A digit, a decimal point or *; false for anything else.
    bool type(QChar letter);
    void eraseTyped();
    /// Enter: sells the goods with the typed PLU.
    void sellTyped();
    /// The quantity that a tile would sell now; nothing typed = 1.
    Quantity typedQuantity() const;
    /// As typedQuantity(), and forgets it: it was used.
    Quantity takeTypedQuantity();

    // Paying
    /// Books the open basket; twice for one basket books once. Ends in sold() or refused().
    void pay(const std::vector<Tender> &tenders);
    bool paying() const;
    const std::optional<Receipt> &lastSale() const;
    Till &till();

signals:
    void basketChanged(); ///< Lines, total or mode of the open basket.
    void chosenChanged();
    void clerksChanged(); ///< Tabs, their order or their sums.
    void typedChanged();
    void measureAsked(qint64 product);
    void priceAsked(qint64 product, qint64 thousandths);
    void payingChanged();
    /// A tap, key or scan put something in an open basket: what a finished sale shows may go.
    void saleBegun();
    void sold(const QUuid &receipt);
    void refused(const Error &error);
    /// Something worth a quiet line: what, and which product it is about.
    void soldOutTapped(qint64 product);

private:
    struct Private;
    std::unique_ptr<Private> m;
};
