#include "await.h"
#include "desk_bench.h"
#include "order_desk.h"
#include "order_feed.h"
#include "settings_book.h"
#include "test_database.h"
#include "ticket_desk.h"
#include "ticket_store.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

/// A shop that prints its tickets into a folder, or by a script in place of lp.
struct TicketBench {
    explicit TicketBench(TestCluster &cluster)
        : database(cluster)
        , shop(database.address())
        , desk(shop.orders, shop.clock,
               {.zone = QTimeZone("Europe/Berlin"), .flow = OrderFlow::Staff})
        , tickets(shop.reads)
    {
        set({{u"tickets.print"_s, u"accepted"_s}, {u"tickets.folder"_s, paperFolder()}});
    }
    ~TicketBench() { qputenv("PATH", path); }
    Q_DISABLE_COPY_MOVE(TicketBench)

    QString paperFolder() const { return folder.filePath(u"paper"_s); }
    void set(const QHash<QString, QString> &values)
    {
        book = std::make_unique<SettingsBook>(SettingSources {.commandLine = values},
                                              *Settings::load({}, {}, {}, values));
    }
    /// Another program of the shop: one more desk that prints.
    std::unique_ptr<TicketDesk> makePress()
    {
        auto press = std::make_unique<TicketDesk>(TicketDesk::Parts {tickets, desk, feed, *book});
        press->setComposer([](const Order &order, int prints) {
            return TicketContent {.code = order.pickupCode,
                                  .pickup = u"now"_s,
                                  .name = order.customerName,
                                  .lines = {},
                                  .note = {},
                                  .foot = {},
                                  .again = prints > 0 ? u"again"_s : QString()};
        });
        return press;
    }
    qint64 placeAccepted()
    {
        const qint64 id = await(desk.place(orderOf(1, 1)))->publicId;
        return await(desk.advance(id, OrderState::Confirmed)) ? id : 0;
    }
    QStringList papers() const { return QDir(paperFolder()).entryList(QDir::Files); }
    QString stateOf(qint64 id)
    {
        return database.value(
            u"SELECT t.state || ' ' || t.prints FROM bakehouse.order_tickets t JOIN "
            "bakehouse.orders o ON o.id = t.order_id WHERE o.public_id = %1"_s.arg(id));
    }
    /// From now on "lp" is @p script.
    void usePrinter(const QByteArray &script)
    {
        QFile file(folder.filePath(u"lp"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qputenv("PATH", folder.path().toLocal8Bit() + ':' + path);
    }

    const QByteArray path = qgetenv("PATH");
    QTemporaryDir folder;
    TestDatabase database;
    DeskBench shop;
    OrderDesk desk;
    OrderFeed feed;
    TicketStore tickets;
    std::unique_ptr<SettingsBook> book;
};

constexpr int patienceMs = 20'000;

} // namespace

/// Tickets over a real database: each once, whatever comes between.
class TestTicketDesk final : public QObject
{
    Q_OBJECT
private slots:
    void accepted_isPrintedOnce();
    void requested_isNotPrinted();
    void askedOnly_printsNothingByItself();
    void forLater_isPrintedOnceItIsDue();
    void twoPrograms_printEachOnce();
    void nextStart_printsNothingAgain();
    void diedWhilePrinting_isLeftToPeople();
    void missingPrinter_isSaidAndTriedAgain();
    void hangingPrinter_isNotPrintedAgain();
    void print_again_saysSo();
    void print_withoutPrinter_saysSo();
    void databaseLostWhilePrinting_isNotedLater();
    void lostClaim_givesTheSameTicketsAgain();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestTicketDesk::accepted_isPrintedOnce()
{
    TicketBench bench(m_cluster);
    const auto press = bench.makePress();
    const qint64 id = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"printed 1"_s, patienceMs);
    QVERIFY(await(bench.desk.advance(id, OrderState::InProduction)));
    const qint64 second = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(second), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.papers().size(), 2);
    QVERIFY(!press->trouble());
}

void TestTicketDesk::requested_isNotPrinted()
{
    TicketBench bench(m_cluster);
    const auto press = bench.makePress();
    const qint64 waiting = await(bench.desk.place(orderOf(1, 1)))->publicId;
    const qint64 cancelled = bench.placeAccepted();
    QVERIFY(await(bench.desk.cancel(cancelled)));
    const qint64 accepted = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(accepted), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.stateOf(waiting), QString());
    QCOMPARE(bench.papers().size(), 1);
}

void TestTicketDesk::askedOnly_printsNothingByItself()
{
    TicketBench bench(m_cluster);
    bench.set({{u"tickets.folder"_s, bench.paperFolder()}});
    const auto press = bench.makePress();
    const qint64 first = bench.placeAccepted();
    const qint64 second = bench.placeAccepted();
    bench.feed.hint();
    press->print(second);
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(second), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.stateOf(first), QString());
}

void TestTicketDesk::forLater_isPrintedOnceItIsDue()
{
    TicketBench bench(m_cluster);
    const auto press = bench.makePress();
    const qint64 later = bench.placeAccepted();
    bench.database.execute(
        u"UPDATE bakehouse.orders SET due_at = now() + interval '2 h' WHERE public_id = %1"_s.arg(
            later));
    const qint64 soon = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(soon), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.stateOf(later), QString());
    bench.database.execute(
        u"UPDATE bakehouse.orders SET due_at = now() WHERE public_id = %1"_s.arg(later));
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(later), u"printed 1"_s, patienceMs);
}

void TestTicketDesk::twoPrograms_printEachOnce()
{
    TicketBench bench(m_cluster);
    QList<qint64> ids;
    for (int i = 0; i < 12; ++i)
        ids << bench.placeAccepted();
    const auto one = bench.makePress();
    const auto other = bench.makePress();
    for (const qint64 id : ids)
        QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.papers().size(), 12);
}

void TestTicketDesk::nextStart_printsNothingAgain()
{
    TicketBench bench(m_cluster);
    auto press = bench.makePress();
    const qint64 first = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(first), u"printed 1"_s, patienceMs);
    press.reset();
    const qint64 meanwhile = bench.placeAccepted();
    press = bench.makePress();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(meanwhile), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.papers().size(), 2);
}

/// Perhaps the paper is there: nobody prints it twice, and somebody is told.
void TestTicketDesk::diedWhilePrinting_isLeftToPeople()
{
    TicketBench bench(m_cluster);
    const qint64 id = bench.placeAccepted();
    QCOMPARE(await(bench.tickets.claimWaiting(9, QUuid::createUuid()))->size(), 1U);
    bench.database.execute(
        u"UPDATE bakehouse.order_tickets SET claimed_at = now() - interval '3 min'"_s);
    const auto press = bench.makePress();
    const qint64 next = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(next), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.stateOf(id), u"printing 0"_s);
    press->setWatched(true);
    QTRY_COMPARE(press->notes().value(id).state, TicketState::Unsure);
    press->print(id);
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"printed 1"_s, patienceMs);
}

void TestTicketDesk::missingPrinter_isSaidAndTriedAgain()
{
    TicketBench bench(m_cluster);
    bench.set({{u"tickets.print"_s, u"accepted"_s}, {u"tickets.printer"_s, u"Kitchen"_s}});
    bench.usePrinter("echo 'lp: The printer or class does not exist.' >&2\nexit 1\n");
    const auto press = bench.makePress();
    const qint64 id = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"waiting 0"_s, patienceMs);
    QTRY_VERIFY(press->trouble());
    QCOMPARE(press->trouble()->code, Error::Code::NotFound);
    QCOMPARE(press->trouble()->field, u"Kitchen"_s);
    bench.usePrinter("echo printed >> \"$(dirname \"$0\")/count\"\n");
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"printed 1"_s, patienceMs);
    QTRY_VERIFY(!press->trouble());
    QFile count(bench.folder.filePath(u"count"_s));
    QVERIFY(count.open(QIODevice::ReadOnly));
    QCOMPARE(count.readAll(), "printed\n");
}

/// The program ends while its printer says nothing.
void TestTicketDesk::hangingPrinter_isNotPrintedAgain()
{
    TicketBench bench(m_cluster);
    bench.set({{u"tickets.print"_s, u"accepted"_s}, {u"tickets.printer"_s, u"Kitchen"_s}});
    bench.usePrinter("echo begun >> \"$(dirname \"$0\")/count\"\nexec sleep 60\n");
    const qint64 id = bench.placeAccepted();
    auto press = bench.makePress();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(bench.folder.filePath(u"count"_s)), patienceMs);
    press.reset();
    bench.usePrinter("echo begun >> \"$(dirname \"$0\")/count\"\n");
    press = bench.makePress();
    const qint64 next = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(next), u"printed 1"_s, patienceMs);
    QVERIFY(bench.stateOf(id) != u"printed 1"_s);
    QFile count(bench.folder.filePath(u"count"_s));
    QVERIFY(count.open(QIODevice::ReadOnly));
    QCOMPARE(count.readAll(), "begun\nbegun\n"); // One each.
}

void TestTicketDesk::print_again_saysSo()
{
    TicketBench bench(m_cluster);
    const auto press = bench.makePress();
    const qint64 id = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"printed 1"_s, patienceMs);
    press->print(id);
    press->print(id); // A double tap prints one more.
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(id), u"printed 2"_s, patienceMs);
    QTRY_COMPARE(bench.papers().size(), 2);
    press->print(99);
    const qint64 next = bench.placeAccepted();
    bench.feed.hint();
    QTRY_COMPARE_WITH_TIMEOUT(bench.stateOf(next), u"printed 1"_s, patienceMs);
    QCOMPARE(bench.papers().size(), 3);
}

void TestTicketDesk::print_withoutPrinter_saysSo()
{
    TicketBench bench(m_cluster);
    bench.set({});
    const auto press = bench.makePress();
    QSignalSpy changed(press.get(), &TicketDesk::changed);
    QVERIFY(!press->hasPrinter());
    press->print(bench.placeAccepted());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(press->trouble()->reason, Error::Reason::MissingField);
}

void TestTicketDesk::databaseLostWhilePrinting_isNotedLater()
{
    TicketBench bench(m_cluster);
    bench.set({{u"tickets.print"_s, u"accepted"_s}, {u"tickets.printer"_s, u"Kitchen"_s}});
    const QString go = bench.folder.filePath(u"go"_s);
    bench.usePrinter("touch \"$(dirname \"$0\")/begun\"\n"
                     "while ! test -e \"$(dirname \"$0\")/go\"; do sleep 0.05; done\n");
    const qint64 id = bench.placeAccepted();
    const auto press = bench.makePress();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(bench.folder.filePath(u"begun"_s)), patienceMs);
    m_cluster.stop();
    QFile file(go);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTRY_COMPARE_WITH_TIMEOUT(press->notes().value(id).state, TicketState::Printed, patienceMs);
    m_cluster.start();
    const auto noted = [&] {
        const Result<QHash<qint64, TicketNote>> open = await(bench.tickets.open());
        return open && open->value(id).state == TicketState::Printed;
    };
    QTRY_VERIFY_WITH_TIMEOUT(noted(), patienceMs);
}

void TestTicketDesk::lostClaim_givesTheSameTicketsAgain()
{
    TicketBench bench(m_cluster);
    const qint64 id = bench.placeAccepted();
    const QUuid claim = QUuid::createUuid();
    const std::vector<qint64> expected {id};
    QCOMPARE(*await(bench.tickets.claimWaiting(4, claim)), expected);
    QCOMPARE(*await(bench.tickets.claimWaiting(4, claim)), expected);
    QVERIFY(await(bench.tickets.claimWaiting(4, QUuid::createUuid()))->empty());
    QVERIFY(!*await(bench.tickets.note(id, QUuid::createUuid(), TicketState::Printed)));
    QVERIFY(*await(bench.tickets.note(id, claim, TicketState::Printed)));
}

QTEST_MAIN(TestTicketDesk)
#include "tst_ticket_desk.moc"
