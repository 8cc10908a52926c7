#include "fault_points.h"
#include "fault_shop.h"
#include "shop_processes.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// `serve` killed at each named step, of its first start, of its work and of its end: the next
/// start goes on, and every customer has one order.
class TestServerPointFaults : public QObject
{
    Q_OBJECT

private slots:
    void kill_atEachPointOfTheFirstStart_nextStartGoesOn();
    void kill_atEachPointOfItsWork_losesNothing();

private:
    static QString serveUntil(FaultShop &shop, const QByteArray &point);
    static QString dieAt(FaultShop &shop, const QByteArray &point);
};

/// A first start that ends at @p point.
QString TestServerPointFaults::serveUntil(FaultShop &shop, const QByteArray &point)
{
    shop.ctl().setVariable(u"BAKEHOUSE_FAILPOINT"_s, QString::fromLatin1(point));
    const QString api = shop.ctl().serve();
    const bool died = QTest::qWaitFor([&] { return !isAlive(shop.ctl().programPid()); }, 60'000);
    shop.ctl().killServer();
    shop.ctl().unsetVariable(u"BAKEHOUSE_FAILPOINT"_s);
    return died ? QString() : QString::fromLatin1(point) + u": it was not killed there, "_s + api;
}

void TestServerPointFaults::kill_atEachPointOfTheFirstStart_nextStartGoesOn()
{
    FaultShop shop;
    QString wrong;
    for (const QByteArray &point : startPoints()) {
        wrong = serveUntil(shop, point);
        QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    }
    wrong = shop.open(100, 3);
    if (wrong.isEmpty())
        wrong = shop.awaitSales(10, 5, 60'000);
    if (wrong.isEmpty())
        wrong = shop.checkAtEnd();
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    FaultRow row = shop.receiptsRow("points of a first start");
    row.faults = int(startPoints().size());
    noteFaults(row);
}

/// A shop that serves is started anew, with customers, and dies at @p point.
QString TestServerPointFaults::dieAt(FaultShop &shop, const QByteArray &point)
{
    // The day's housekeeping is due once more.
    if (!shop.ask(u"DELETE FROM bakehouse.jobs WHERE kind = 'housekeeping'"_s))
        return u"the database does not answer"_s;
    if (shop.ctl().stopServer() != 0)
        return u"the server did not end well"_s;
    shop.ctl().setVariable(u"BAKEHOUSE_FAILPOINT"_s, QString::fromLatin1(point));
    const QString started = shop.serve();
    if (endPoints().contains(point) && shop.ctl().stopServer() == 0)
        return QString::fromLatin1(point) + u": it was not killed there"_s;
    const bool died = !shop.ctl().served()
        || QTest::qWaitFor([&] { return !isAlive(shop.ctl().programPid()); }, 60'000);
    shop.ctl().unsetVariable(u"BAKEHOUSE_FAILPOINT"_s);
    if (shop.ctl().served())
        shop.ctl().killServer();
    if (!died)
        return QString::fromLatin1(point) + u": it was not killed there. "_s + started;
    return shop.serve();
}

void TestServerPointFaults::kill_atEachPointOfItsWork_losesNothing()
{
    FaultShop shop;
    QString wrong = shop.open(200, 4);
    if (wrong.isEmpty()) // The till ends, and its journal is the courier's.
        wrong = shop.awaitReceipts(200, 60'000);
    QVERIFY(shop.till().waitForFinished(60'000));
    const QByteArrayList points = servingPoints() + endPoints();
    for (const QByteArray &point : points) {
        if (wrong.isEmpty())
            wrong = dieAt(shop, point);
        if (wrong.isEmpty())
            wrong = shop.awaitSales(0, 4, 60'000);
        if (!wrong.isEmpty())
            wrong.prepend(QString::fromLatin1(point) + u": "_s);
    }
    if (wrong.isEmpty())
        wrong = shop.checkAtEnd();
    FaultRow row = shop.ordersRow("points of a server");
    row.faults = int(points.size());
    noteFaults(row);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
}

QTEST_GUILESS_MAIN(TestServerPointFaults)
#include "tst_server_point_faults.moc"
