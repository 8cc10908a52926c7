#include "shop_windows.h"

#include "clock.h"
#include "kitchen_window.h"
#include "open_orders.h"
#include "order_desk.h"
#include "pickup_window.h"
#include "settings_book.h"
#include "ticket_desk.h"
#include "ticket_writer.h"

using namespace Qt::StringLiterals;

ShopWindows::ShopWindows(const Parts &parts, QWidget &counter)
    : QObject(&counter)
    , m(parts)
    , m_counter(counter)
{
    connect(&m.settings, &SettingsBook::changed, this, &ShopWindows::applySettings);
    connect(&m.tickets, &TicketDesk::changed, this, &ShopWindows::tellTrouble);
    writeTickets();
}

ShopWindows::~ShopWindows()
{
    m.tickets.setComposer({}); // It would write by what is here.
}

void ShopWindows::writeTickets()
{
    m.tickets.setComposer([this](const Order &order, int prints) {
        const TicketWriter writer {.figures = m_figures,
                                   .zone = m_zone,
                                   .today = m.clock.now().toTimeZone(m_zone).date(),
                                   .productOf = m.productOf};
        return writer.content(order, prints);
    });
}

/// Once for each trouble: the counter goes on, and the kitchen's window keeps saying it.
void ShopWindows::tellTrouble()
{
    const std::optional<Error> &trouble = m.tickets.trouble();
    if (!trouble) {
        m_toldTrouble = false;
        return;
    }
    if (std::exchange(m_toldTrouble, true))
        return;
    if (trouble->reason == Error::Reason::MissingField)
        emit said(tr("No printer for tickets is named. Settings, Orders and web page."), true);
    else if (trouble->code == Error::Code::Timeout)
        emit said(tr("The printer did not answer. Look whether the ticket is there."), true);
    else
        emit said(tr("Tickets are not printed now. They are tried again by themselves."), true);
}

OpenOrders &ShopWindows::orders()
{
    if (!m_orders)
        m_orders = std::make_unique<OpenOrders>(m.orders, m.feed, m.clock);
    return *m_orders;
}

KitchenWindow &ShopWindows::kitchen()
{
    if (!m_kitchen) {
        m_kitchen = std::make_unique<KitchenWindow>(
            KitchenWindow::Parts {m.theme, m_counter, orders(), m.tickets, m.clock});
        m_kitchen->setFigures(m_figures);
        m_kitchen->setZone(m_zone);
        watch(*m_kitchen, tr("The kitchen's screen is gone. Its window opens again with it."));
    }
    return *m_kitchen;
}

PickupWindow &ShopWindows::pickup()
{
    if (!m_pickup) {
        m_pickup = std::make_unique<PickupWindow>(
            PickupWindow::Parts {m.theme, m_counter, orders(), m.clock});
        watch(*m_pickup, tr("The customers' screen is gone. Its window opens again with it."));
    }
    return *m_pickup;
}

void ShopWindows::watch(BesideWindow &window, const QString &gone)
{
    connect(&window, &BesideWindow::openChanged, this, &ShopWindows::pace);
    connect(&window, &BesideWindow::screenLost, this, [this, gone] { emit said(gone, true); });
}

/// Somebody looks, or nobody.
void ShopWindows::pace()
{
    const bool watched = (m_kitchen && m_kitchen->isOpen()) || (m_pickup && m_pickup->isOpen());
    orders().setPace(watched ? OpenOrders::Pace::Watched : OpenOrders::Pace::Counted);
}

BesideWindow::Place ShopWindows::kitchenPlace() const
{
    const Settings &settings = m.settings.settings();
    return {.screen = settings.text(u"kitchen.screen"_s), .keys = settings.text(u"kitchen.keys"_s)};
}

BesideWindow::Place ShopWindows::pickupPlace() const
{
    return {.screen = m.settings.settings().text(u"customers.screen"_s), .keys = u"no"_s};
}

void ShopWindows::openAtStart()
{
    const Settings &settings = m.settings.settings();
    if (settings.text(u"kitchen.open"_s) == "yes"_L1)
        kitchen().open(kitchenPlace());
    if (settings.text(u"customers.open"_s) == "yes"_L1)
        pickup().open(pickupPlace());
}

void ShopWindows::toggleKitchen()
{
    if (kitchen().isOpen())
        kitchen().end();
    else
        kitchen().open(kitchenPlace());
}

void ShopWindows::togglePickup()
{
    if (pickup().isOpen())
        pickup().end();
    else
        pickup().open(pickupPlace());
}

void ShopWindows::applySettings()
{
    if (m_kitchen)
        m_kitchen->setPlace(kitchenPlace());
    if (m_pickup)
        m_pickup->setPlace(pickupPlace());
}

void ShopWindows::setFigures(const Figures &figures)
{
    m_figures = figures;
    if (m_kitchen)
        m_kitchen->setFigures(figures);
}

void ShopWindows::setZone(const QTimeZone &zone)
{
    m_zone = zone.isValid() ? zone : QTimeZone::systemTimeZone();
    if (m_kitchen)
        m_kitchen->setZone(m_zone);
}
