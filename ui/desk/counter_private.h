#pragma once

#include "counter.h"
#include "till.h"

#include <QStringList>

/// What the counter holds between two events.
struct Counter::Private {
    Counter *q = nullptr;
    Till &till;
    GoodsFeed &goods;
    LatencyMeter &meter;
    const Clock &clock;
    QStringList names = {};
    std::vector<ClerkSlot> seats = {};
    int active = 0;
    QString typed = {};
    QUuid payingBasket = {};
    std::optional<Receipt> lastSale = {};

    QString nameOf(int clerk) const;
    ClerkSlot &seat() { return seats[size_t(active)]; }
    const ClerkSlot &seat() const { return seats[size_t(active)]; }
    int slotOf(int clerk) const;
    /// The open basket of the active clerk, begun now when there is none.
    QUuid openBasket();
    void tillChanged(const QUuid &uuid);
    void clampChosen(ClerkSlot &slot) const;
    /// The line that a sale of @p product went to is chosen.
    void chooseLineOf(const QUuid &uuid, size_t linesBefore, qint64 product) const;
    template <typename F> void sellInto(qint64 product, F add);
    void freeSeat(ClerkSlot &slot) const;
    void paid(int clerk, const QUuid &uuid, const Result<Receipt> &receipt);
};
