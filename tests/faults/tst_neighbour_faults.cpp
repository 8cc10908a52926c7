#include "ctl_shop.h"
#include "fault_rounds.h"
#include "shop_folder.h"
#include "test_database.h"
#include "till_process.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;

namespace {
constexpr int longMs = 60'000;
constexpr qint64 croissant = 1;

QByteArray orderOf(qint64 pieces)
{
    const QJsonArray items {QJsonObject {{u"product_id"_s, croissant}, {u"quantity"_s, pieces}}};
    return QJsonDocument(QJsonObject {{u"customer_name"_s, u"Test Buyer"_s},
                                      {u"customer_email"_s, u"buyer@example.com"_s},
                                      {u"items"_s, items}})
        .toJson(QJsonDocument::Compact);
}
}

/// Several programs where there should be one, or that share what they must not spoil: two tills on
/// a database, two shops that sell the same goods, two programs on one directory.
class TestNeighbourFaults final : public QObject
{
    Q_OBJECT
private slots:
    void tills_onOneDatabaseKilledInTurn_keepTheirOwnNumbers();
    void shops_onOneDatabase_sellTheLastOnesOnce();
    void programs_onOneDirectory_oneOwnsItAndTheOthersAreTold();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestNeighbourFaults::tills_onOneDatabaseKilledInTurn_keepTheirOwnNumbers()
{
    const FaultRounds plan = FaultRounds::read(6, 20);
    QRandomGenerator random(plan.seed);
    TestDatabase database(m_cluster);
    const ShopFolder folders[2];
    TillProcess first(folders[0].data());
    TillProcess second(folders[1].data());
    TillProcess *const tills[] {&first, &second};
    qint64 sold[2] {};
    qint64 takings = 0;
    for (TillProcess *till : tills) {
        till->setVariable(u"DATABASE_URL"_s, database.address().uri());
        QVERIFY(till->start());
    }
    for (int round = 0; round < plan.rounds; ++round) {
        const quint32 which = random.bounded(2U);
        for (const quint32 till : {which, 1 - which}) {
            for (const SoldLine &line : tills[till]->sell(1 + int(random.bounded(15)))) {
                QCOMPARE(line.number, ++sold[till]);
                takings += line.totalMinor;
            }
        }
        tills[which]->kill();
        QVERIFY(tills[which]->start());
    }
    for (TillProcess *till : tills)
        QTRY_COMPARE_WITH_TIMEOUT(till->waiting(), 0, longMs);
    const QList<QStringList> rows = database.rows(
        u"SELECT count(*), min(number), max(number), count(DISTINCT number), count(DISTINCT prefix)"
        " FROM bakehouse.receipts GROUP BY till ORDER BY min(prefix)"_s);
    QCOMPARE(rows.size(), 2);
    for (int till = 0; till < 2; ++till) {
        const QString count = QString::number(sold[till]);
        QCOMPARE(rows.at(till), (QStringList {count, u"1"_s, count, count, u"1"_s}));
    }
    QCOMPARE(database.value(u"SELECT sum(total_minor) FROM bakehouse.receipts"_s).toLongLong(),
             takings);
    noteFaults({.part = "two tills on one database",
                .faults = plan.rounds,
                .acknowledged = sold[0] + sold[1],
                .stored = rows[0][0].toLongLong() + rows[1][0].toLongLong(),
                .counted = rows[0][3].toLongLong() + rows[1][3].toLongLong()});
}

void TestNeighbourFaults::shops_onOneDatabase_sellTheLastOnesOnce()
{
    constexpr int left = 10;
    constexpr int customers = 32;
    TestDatabase database(m_cluster);
    CtlShop shops[2];
    QStringList apis;
    for (CtlShop &shop : shops) {
        shop.setVariable(u"DATABASE_URL"_s, database.address().uri());
        apis << shop.serve();
        QVERIFY(!apis.last().isEmpty());
    }
    QNetworkAccessManager network;
    QHash<int, int> statuses;
    const auto order = [&](const QString &api, qint64 pieces) {
        QNetworkRequest request(QUrl(api + u"/api/orders"_s));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        QNetworkReply *reply = network.post(request, orderOf(pieces));
        connect(reply, &QNetworkReply::finished, this, [&statuses, reply] {
            ++statuses[reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()];
            reply->deleteLater();
        });
    };
    const auto answered = [&statuses] {
        const QList<int> counts = statuses.values();
        return std::accumulate(counts.begin(), counts.end(), 0);
    };
    const QString stock =
        u"SELECT on_hand / 1000 FROM bakehouse.stock WHERE product_id = %1"_s.arg(croissant);
    order(apis.first(), database.value(stock).toLongLong() - left);
    QTRY_COMPARE_WITH_TIMEOUT(statuses.value(201), 1, longMs);
    QCOMPARE(database.value(stock), QString::number(left));
    for (int i = 0; i < customers; ++i)
        order(apis.at(i % 2), 1);
    QTRY_COMPARE_WITH_TIMEOUT(answered(), 1 + customers, longMs);
    QCOMPARE(statuses.value(201), 1 + left);
    QCOMPARE(database.value(u"SELECT count(*) FROM bakehouse.orders"_s), QString::number(1 + left));
    QCOMPARE(database.value(stock), u"0"_s);
    const CommandResult verify = shops[0].run({u"verify"_s});
    QVERIFY2(verify.exitCode == 0, qPrintable(verify.output + verify.complaints));
}

void TestNeighbourFaults::programs_onOneDirectory_oneOwnsItAndTheOthersAreTold()
{
    constexpr int programs = 6;
    const FaultRounds plan = FaultRounds::read(2, 100);
    for (int round = 0; round < plan.rounds; ++round) {
        const CtlShop shop;
        std::vector<std::unique_ptr<QProcess>> started;
        for (int i = 0; i < programs; ++i)
            started.push_back(shop.start({u"serve"_s, u"--port"_s, u"0"_s}));
        const auto running = [&started] {
            return std::count_if(started.begin(), started.end(), [](const auto &program) {
                return program->state() != QProcess::NotRunning;
            });
        };
        QTRY_COMPARE_WITH_TIMEOUT(running(), 1, longMs);
        for (const auto &program : started) {
            if (program->state() == QProcess::NotRunning) {
                const QByteArray complaint = program->readAllStandardError();
                QVERIFY2(complaint.contains("bakehousectl serve, process"), complaint.constData());
                continue;
            }
            QTRY_VERIFY_WITH_TIMEOUT(program->canReadLine(), longMs);
            QVERIFY(program->readLine().startsWith("ready http://"));
            QCOMPARE(shop.run({u"status"_s}).exitCode, 0);
        }
        for (const auto &program : started) {
            program->terminate();
            QVERIFY(program->state() == QProcess::NotRunning || program->waitForFinished(longMs));
        }
    }
    noteFaults({.part = "programs that want one directory", .faults = plan.rounds * programs});
}

QTEST_GUILESS_MAIN(TestNeighbourFaults)
#include "tst_neighbour_faults.moc"
