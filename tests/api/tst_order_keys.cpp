#include "api_bench.h"
#include "followed_shop.h"

#include <QLoggingCategory>
#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

/// Sends one keyed order on @p count connections at once; the answers.
std::vector<RawAnswer> placeAtOnce(quint16 port, int count)
{
    const QByteArray request =
        postRequest("/api/orders", orderBody(R"([{"product_id":1,"quantity":2}])"),
                    QByteArray(jsonType) + "Idempotency-Key: same\r\n");
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < count; ++i)
        clients.push_back(std::make_unique<RawClient>(port));
    for (const auto &client : clients)
        client->send(request);
    std::vector<RawAnswer> answers;
    for (const auto &client : clients)
        answers.push_back(client->answer(20'000).value_or(RawAnswer()));
    return answers;
}

}

/// An Idempotency-Key gives one order and one answer: at once, after a restart, for 30 days.
class TestOrderKeys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void key_thirtyTwoAtOnce_placeOneOrder();
    void key_halfAfterARestart_placeOneOrder();
    void key_isForgottenAfterThirtyDays();

private:
    QString orders(FollowedShop &shop);

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

void TestOrderKeys::initTestCase()
{
    QLoggingCategory::setFilterRules(u"bakehouse.*=false"_s);
}

QString TestOrderKeys::orders(FollowedShop &shop)
{
    return shop.database().value(u"SELECT count(*) FROM bakehouse.orders"_s);
}

void TestOrderKeys::key_thirtyTwoAtOnce_placeOneOrder()
{
    FollowedShop shop(m_cluster, u"automatic"_s);
    QVERIFY(shop.ready());
    const std::vector<RawAnswer> answers = placeAtOnce(shop.port(), 32);
    for (const RawAnswer &answer : answers) {
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.body, answers.front().body);
        QCOMPARE(withoutItsOwn(answer), withoutItsOwn(answers.front()));
    }
    QCOMPARE(orders(shop), u"1"_s);
}

void TestOrderKeys::key_halfAfterARestart_placeOneOrder()
{
    FollowedShop shop(m_cluster, u"automatic"_s);
    QVERIFY(shop.ready());
    std::vector<RawAnswer> answers = placeAtOnce(shop.port(), 16);
    shop.close();
    shop.open();
    QVERIFY(shop.ready());
    std::ranges::move(placeAtOnce(shop.port(), 16), std::back_inserter(answers));
    QCOMPARE(answers.size(), size_t(32));
    for (const RawAnswer &answer : answers) {
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.body, answers.front().body);
        QCOMPARE(withoutItsOwn(answer), withoutItsOwn(answers.front()));
    }
    QCOMPARE(orders(shop), u"1"_s);
}

void TestOrderKeys::key_isForgottenAfterThirtyDays()
{
    FollowedShop shop(m_cluster, u"automatic"_s);
    QVERIFY(shop.ready());
    const QString age =
        u"UPDATE bakehouse.idempotency_keys SET created_at = now() - interval '%1 days'"_s;
    const QByteArray first = placeAtOnce(shop.port(), 1).front().body;
    const auto reopen = [&shop](const QString &command) {
        shop.close();
        shop.database().execute(command);
        shop.open();
        return shop.ready();
    };
    QVERIFY(reopen(age.arg(29)));
    QCOMPARE(placeAtOnce(shop.port(), 1).front().body, first);
    QCOMPARE(orders(shop), u"1"_s);
    // The keys of the latest thousand orders stay, whatever the clock says; these are younger.
    const QString younger =
        u"; INSERT INTO bakehouse.idempotency_keys (key_hash, request_hash, order_id) SELECT "
        "sha256(n::text::bytea), sha256(n::text::bytea), 1000000 + n FROM generate_series(1, 1000) "
        "AS n"_s;
    QVERIFY(reopen(age.arg(31) + younger)); // the worker tidies up once a day and after a start
    QTRY_COMPARE_WITH_TIMEOUT(
        shop.database().value(u"SELECT count(*) FROM bakehouse.idempotency_keys"_s), u"1000"_s,
        20'000);
    QCOMPARE(placeAtOnce(shop.port(), 1).front().status, 201);
    QCOMPARE(orders(shop), u"2"_s);
}

QTEST_GUILESS_MAIN(TestOrderKeys)
#include "tst_order_keys.moc"
