#pragma once

#include "desk_bench.h"
#include "kitchen_card_view.h"
#include "kitchen_window.h"
#include "long_words.h"
#include "order_desk.h"
#include "order_feed.h"
#include "pickup_window.h"
#include "settings_book.h"
#include "shop_windows.h"
#include "test_database.h"
#include "theme.h"
#include "ticket_desk.h"
#include "ticket_store.h"

#include <QApplication>
#include <QDir>
#include <QTest>

/// The windows beside a counter over the orders of a real database; the clock and taps are driven
/// by hand. A member of one test; main thread.
class KitchenBench final
{
public:
    explicit KitchenBench(TestCluster &cluster, const QHash<QString, QString> &settings = {})
        : database(cluster)
        , store(database.address())
        , desk(store.orders, store.clock,
               {.zone = QTimeZone("Europe/Berlin"), .flow = OrderFlow::Staff})
        , ticketStore(store.reads)
        , book({.commandLine = withWindow(settings)},
               *Settings::load({}, {}, {}, withWindow(settings)))
        , tickets({ticketStore, desk, feed, book})
    {
        theme.apply(*qApp);
        database.execute(QStringLiteral("UPDATE bakehouse.stock SET on_hand = 1000000000"));
        store.clock.set(QDateTime::currentDateTimeUtc());
        counter.resize(800, 600);
        counter.show();
        windows = std::make_unique<ShopWindows>(
            ShopWindows::Parts {theme, desk, feed, tickets, book, store.clock, {}}, counter);
        windows->setFigures(
            Figures(QLocale(QLocale::English, QLocale::UnitedKingdom), {QStringLiteral("GBP"), 2}));
        windows->setZone(QTimeZone("Europe/Berlin"));
        windows->kitchen().setTapClock([this] { return tapMs; });
    }
    ~KitchenBench() { windows.reset(); }
    Q_DISABLE_COPY_MOVE(KitchenBench)

    bool open()
    {
        windows->toggleKitchen();
        kitchen().resize(1920, 1080);
        return QTest::qWaitForWindowExposed(&kitchen());
    }
    KitchenWindow &kitchen() { return windows->kitchen(); }
    qint64 place(OrderState state, const QString &name = QStringLiteral("Maya"))
    {
        NewOrder order = orderOf(1, 2);
        order.customerName = name;
        const Result<PlacedOrder> placed = await(desk.place(order));
        if (!placed)
            qFatal("%s", qUtf8Printable(describe(placed.error())));
        const qint64 id = placed->publicId;
        for (const OrderState step :
             {OrderState::Confirmed, OrderState::InProduction, OrderState::Ready}) {
            if (step <= state && !await(desk.advance(id, step)))
                return 0;
        }
        feed.hint();
        return id;
    }
    void change(qint64 id, const QString &assignment)
    {
        database.execute(QStringLiteral("UPDATE bakehouse.orders SET %1 WHERE public_id = %2")
                             .arg(assignment)
                             .arg(id));
        feed.hint();
    }
    /// The card of an order; nullptr where it is not shown.
    KitchenCardView *card(qint64 id)
    {
        for (KitchenCardView *view : kitchen().cards()) {
            if (view->card().publicId == id)
                return view;
        }
        return nullptr;
    }
    QString code(qint64 id)
    {
        return database.value(
            QStringLiteral("SELECT pickup_code FROM bakehouse.orders WHERE public_id = %1")
                .arg(id));
    }
    QString state(qint64 id)
    {
        return database.value(
            QStringLiteral("SELECT state FROM bakehouse.orders WHERE public_id = %1").arg(id));
    }
    static void keep(QWidget &window, const QString &name)
    {
        QDir().mkpath(QStringLiteral(BAKEHOUSE_PICTURES));
        window.grab().save(QStringLiteral(BAKEHOUSE_PICTURES "/%1.png").arg(name));
    }

    TestDatabase database;
    DeskBench store;
    OrderDesk desk;
    OrderFeed feed;
    TicketStore ticketStore;
    SettingsBook book;
    TicketDesk tickets;
    Theme theme;
    QWidget counter;
    qint64 tapMs = 1'000'000;
    std::unique_ptr<ShopWindows> windows;

private:
    static QHash<QString, QString> withWindow(QHash<QString, QString> settings)
    {
        if (!settings.contains(QStringLiteral("kitchen.screen")))
            settings.insert(QStringLiteral("kitchen.screen"), QStringLiteral("window"));
        if (!settings.contains(QStringLiteral("customers.screen")))
            settings.insert(QStringLiteral("customers.screen"), QStringLiteral("window"));
        return settings;
    }
};
