#pragma once

#include "counter_frame.h"
#include "desk_bench.h"
#include "focus_ring.h"
#include "order_desk.h"
#include "order_feed.h"
#include "orders_board.h"
#include "test_database.h"

#include <QApplication>
#include <QTest>

/// A board over the orders of a real database, in a window, with a clock and taps driven by hand. A
/// member of one test; main thread.
class BoardBench final
{
public:
    explicit BoardBench(TestCluster &cluster, OrderFlow flow = OrderFlow::Staff)
        : database(cluster)
        , store(database.address())
        , desk(store.orders, store.clock,
               {.zone = QTimeZone("Europe/Berlin"), .dayStart = QTime(4, 0), .flow = flow})
        , board(theme, desk, feed, store.clock, &window)
    {
        theme.apply(*qApp);
        store.clock.set(QDateTime::currentDateTimeUtc());
        board.setTapClock([this] { return tapMs; });
        board.setFigures(
            Figures(QLocale(QLocale::English, QLocale::UnitedKingdom), {QStringLiteral("GBP"), 2}));
        board.setZone(QTimeZone("Europe/Berlin"));
        fit({1920, 1080}, 100);
    }
    Q_DISABLE_COPY_MOVE(BoardBench)

    /// Lays the board out for a screen.
    void fit(QSize screen, int textPercent, Mode mode = Mode::Light)
    {
        const CounterFrame frame = counterFrame({.screen = screen, .textPercent = textPercent});
        theme.set({.mode = mode,
                   .pixelsPerMm = frame.pixelsPerMm,
                   .textPercent = textPercent,
                   .frame = frame.frameClass});
        const int bar = frame.topBar.height();
        window.resize(screen.width(), screen.height() - bar);
        board.setGeometry(window.rect());
        board.setFrame(frame);
    }
    /// Opens the board once it has read the database.
    bool open()
    {
        window.show();
        board.open();
        tapMs += 1'000;
        return QTest::qWaitForWindowActive(&window);
    }
    qint64 place(qint64 product, qint64 pieces, const QString &name = QStringLiteral("Maya"))
    {
        NewOrder order = orderOf(product, pieces);
        order.customerName = name;
        const Result<PlacedOrder> placed = await(desk.place(order));
        feed.hint();
        return placed ? placed->publicId : 0;
    }
    /// The column that shows an order; -1 = none.
    int columnOf(qint64 publicId)
    {
        for (int i = 0; i < mostColumns; ++i) {
            if (cards(i).indexOf(publicId).isValid())
                return i;
        }
        return -1;
    }
    const CardModel &cards(int column) { return board.column(column).list().cards(); }
    const OrderCard *card(qint64 publicId)
    {
        const int column = columnOf(publicId);
        return column < 0 ? nullptr : cards(column).cardAt(cards(column).indexOf(publicId));
    }
    /// Taps a key of a card; false where there is no such key.
    bool tap(qint64 publicId, CardAct act)
    {
        const int column = columnOf(publicId);
        if (column < 0)
            return false;
        CardList &list = board.column(column).list();
        const QRect key = list.keyRect(publicId, act);
        if (key.isEmpty())
            return false;
        tapMs += 1'000;
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, key.center());
        return true;
    }
    QString stateInDatabase(qint64 publicId)
    {
        return database.value(
            QStringLiteral("SELECT state FROM bakehouse.orders WHERE public_id = %1")
                .arg(publicId));
    }
    qint64 onHand(qint64 product)
    {
        return database
            .value(QStringLiteral("SELECT on_hand FROM bakehouse.stock WHERE product_id = %1")
                       .arg(product))
            .toLongLong();
    }

    TestDatabase database;
    DeskBench store;
    OrderDesk desk;
    OrderFeed feed;
    Theme theme;
    qint64 tapMs = 1'000'000;
    QWidget window;
    FocusRing ring {theme, &window};
    OrdersBoard board;
};
