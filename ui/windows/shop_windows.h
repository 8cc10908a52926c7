#pragma once

#include "beside_window.h"
#include "figures.h"

#include <QObject>
#include <QTimeZone>

#include <functional>
#include <memory>

class Clock;
class KitchenWindow;
class OpenOrders;
class OrderDesk;
class OrderFeed;
class PickupWindow;
class SettingsBook;
class TicketDesk;
struct Product;

/// The windows beside the counter: opens and closes the kitchen's and the customers', on the
/// screens that the settings say, and has tickets written. Owned by the counter's window; main
/// thread.
class ShopWindows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShopWindows)
public:
    /// Whom the windows work with; all outlive them.
    struct Parts {
        const Theme &theme;
        OrderDesk &orders;
        OrderFeed &feed;
        TicketDesk &tickets;
        const SettingsBook &settings;
        const Clock &clock;
        std::function<const Product *(qint64 product)> productOf;
    };
    ShopWindows(const Parts &parts, QWidget &counter);
    ~ShopWindows() override;

    /// Those that the settings open with the counter.
    void openAtStart();
    /// Opens it, or closes it where it is open.
    void toggleKitchen();
    void togglePickup();
    void setFigures(const Figures &figures);
    void setZone(const QTimeZone &zone);

    KitchenWindow &kitchen();
    PickupWindow &pickup();

signals:
    void said(const QString &sentence, bool warning);

private:
    OpenOrders &orders();
    void applySettings();
    BesideWindow::Place kitchenPlace() const;
    BesideWindow::Place pickupPlace() const;
    void watch(BesideWindow &window, const QString &gone);
    void pace();
    void writeTickets();
    void tellTrouble();

    const Parts m;
    QWidget &m_counter;
    Figures m_figures;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_toldTrouble = false;
    std::unique_ptr<OpenOrders> m_orders; ///< Before the windows that read it.
    std::unique_ptr<KitchenWindow> m_kitchen;
    std::unique_ptr<PickupWindow> m_pickup;
};
