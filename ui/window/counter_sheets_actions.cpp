#include "clerk_sheet.h"
#include "clock.h"
#include "counter.h"
#include "counter_sheets_made.h"
#include "customer_sheet.h"
#include "discount_sheet.h"
#include "goods_feed.h"
#include "goods_page.h"
#include "help_overlay.h"
#include "info_sheet.h"
#include "latency_panel.h"
#include "lock_screen.h"
#include "more_sheet.h"
#include "no_sale.h"
#include "order_bell.h"
#include "orders_board.h"
#include "park_sheet.h"
#include "price_sheet.h"
#include "sell_screen.h"
#include "settings_book.h"
#include "settings_screen.h"
#include "sold_out_sheet.h"
#include "ticket_desk.h"
#include "top_bar.h"
#include "words.h"

using namespace Qt::StringLiterals;

// The part of the sheets that a key, a tap in the bars or a line of More opens.

void CounterSheets::open(CounterAction action)
{
    if (!openForBasket(action))
        openForShop(action);
}

/// What is about the open basket.
bool CounterSheets::openForBasket(CounterAction action)
{
    switch (action) {
    case CounterAction::Pay:
        openTender(TenderMethod::Cash);
        return true;
    case CounterAction::CashExact:
        takeExact(TenderMethod::Cash);
        return true;
    case CounterAction::CardExact:
        takeExact(TenderMethod::Card);
        return true;
    case CounterAction::Discount:
        if (!m.counter.empty())
            show(made(m_discount, m.counter));
        return true;
    case CounterAction::PriceChange:
        if (m.counter.chosenLine() >= 0)
            show(made(m_price, m.counter));
        return true;
    case CounterAction::Park:
    case CounterAction::Recall:
        show(made(m_park, m.counter, m.counterParts.clock));
        return true;
    case CounterAction::Customer:
        show(made(m_customer, m.counter));
        return true;
    case CounterAction::Info:
        show(info());
        info().showBasket();
        return true;
    default:
        return false;
    }
}

/// What is about the till and the shop.
void CounterSheets::openForShop(CounterAction action)
{
    switch (action) {
    case CounterAction::NewClerk:
        show(made(m_clerks, m.counter));
        break;
    case CounterAction::Orders:
        board().open();
        show(board(), SheetStack::Cover::BelowTopBar);
        break;
    case CounterAction::LastReceipt:
        openLast();
        break;
    case CounterAction::Refund:
    case CounterAction::Receipts:
        openReceipts();
        break;
    case CounterAction::SoldOutList:
        openSoldOut();
        break;
    case CounterAction::Settings:
        openSettings();
        break;
    case CounterAction::Help:
        show(made(m_help), SheetStack::Cover::Window);
        break;
    case CounterAction::Lock:
        show(made(m_lock, m.counter, m.counterParts.clock), SheetStack::Cover::Window);
        break;
    case CounterAction::Latency:
        toggleLatency();
        break;
    case CounterAction::NoSale:
        noSale();
        break;
    case CounterAction::More:
        openMore();
        break;
    case CounterAction::Kitchen:
    case CounterAction::Pickup:
        emit besideAsked(action);
        break;
    case CounterAction::Arrange:
        m_stack.close();
        emit arrangeAsked();
        break;
    default:
        break;
    }
}

void CounterSheets::openMore()
{
    const bool first = !m_more;
    MoreSheet &sheet = made(m_more);
    if (first)
        connect(&sheet, &MoreSheet::asked, this, [this](CounterAction action) {
            if (m_stack.current() == m_more)
                m_stack.close();
            open(action);
        });
    show(sheet);
}

void CounterSheets::openSoldOut()
{
    const bool first = !m_soldOut;
    SoldOutSheet &sheet = made(m_soldOut, m.goods);
    if (first)
        connect(&sheet, &SoldOutSheet::availabilityAsked, this, &CounterSheets::setAvailable);
    show(sheet);
}

void CounterSheets::openSettings()
{
    const bool first = !m_settings;
    SettingsScreen &screen = made(m_settings, m.counterParts.settings);
    if (first) {
        screen.setGoods(m.counterParts.goodsDesk, m.goods);
        screen.setHours(m.counterParts.hours, m_words.zone, m.counterParts.clock);
        screen.goodsPage()->setPictures(m.counterParts.pictureDesk, m.goods);
        screen.setHttps(m.counterParts.https, m.counterParts.clock);
        screen.setBackups(m.counterParts.backups);
        screen.setPoster(m.counterParts.poster);
        screen.setDay(m.counterParts.clock.now().toLocalTime().date());
    }
    screen.open();
    show(screen, SheetStack::Cover::BelowTopBar);
}

OrdersBoard &CounterSheets::board()
{
    const bool first = !m_board;
    OrdersBoard &orders =
        made(m_board, m.counterParts.orders, m.counterParts.orderFeed, m.counterParts.clock);
    if (first) {
        orders.setZone(m_words.zone);
        connect(&orders, &OrdersBoard::handOverAsked, this, &CounterSheets::handOver);
        TicketDesk &tickets = m.counterParts.tickets;
        connect(&orders, &OrdersBoard::ticketAsked, &tickets, &TicketDesk::print);
        const auto offer = [&orders, &tickets] { orders.setTicketsOffered(tickets.hasPrinter()); };
        connect(&m.counterParts.settings, &SettingsBook::changed, &orders, offer);
        offer();
        connect(&orders, &OrdersBoard::newCountChanged, &m.sell.topBar(), &TopBar::setNewOrders);
        m.sell.topBar().setNewOrders(orders.newCount());
        m_bell = new OrderBell(orders, m.sell.topBar(), this);
        if (!m.counterParts.seenOrders.isEmpty())
            orders.remember(m.counterParts.seenOrders);
    }
    return orders;
}

void CounterSheets::watchOrders()
{
    board();
}

void CounterSheets::setOrderSettings(const BoardTiming &timing, ChimeVolume volume)
{
    board().setTiming(timing);
    m_bell->setVolume(volume);
}

bool CounterSheets::openOrder(const QString &code)
{
    if (!board().knows(code))
        return false;
    open(CounterAction::Orders);
    board().find(code);
    return true;
}

/// The order's goods become the open basket; paying makes the receipt and ends the order.
void CounterSheets::handOver(qint64 publicId)
{
    const Order *order = board().order(publicId);
    if (!order)
        return;
    if (const Result<void> taken = m.counter.takeOrder(*order); !taken) {
        m_stack.close();
        emit said(errorSentence(taken.error()), true);
        return;
    }
    openTender(TenderMethod::Cash);
}

void CounterSheets::toggleLatency()
{
    LatencyPanel &panel = made(m_latency, m.counterParts.meter);
    connect(&panel, &LatencyPanel::backAsked, &panel, &QWidget::hide, Qt::UniqueConnection);
    panel.setVisible(!panel.isVisible());
    panel.raise();
}

void CounterSheets::noSale()
{
    recordNoSale(m.counter, this,
                 [this](const Result<void> &done) { emit said(noSaleSentence(done), !done); });
}
