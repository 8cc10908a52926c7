#include "await.h"
#include "key_desk.h"
#include "key_store.h"
#include "store_bench.h"
#include "system_clock.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Partners' keys over a real PostgreSQL: what is kept, what is refused, what ends them.
class TestKeyDesk : public QObject
{
    Q_OBJECT

private slots:
    void make_theSecret_isNowhereInTheDatabase();
    void make_badInput_namesTheField_data();
    void make_badInput_namesTheField();
    void make_nameInUse_isAConflict();
    void check_valid_tellsWhoseItIs();
    void check_notesItsUse();
    void check_unknownExpiredRevoked_areAlike();
    void revoke_twice_isNotFound();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
};

struct KeyBench : StoreBench {
    explicit KeyBench(TestCluster &cluster)
        : StoreBench(cluster)
        , store(reads)
        , desk(store, clock)
    {
    }
    Result<MadeApiKey> make(const QString &name, const QStringList &scopes = {u"orders.read"_s},
                            const std::optional<QDateTime> &expiresAt = {})
    {
        return await(desk.make(name, scopes, expiresAt));
    }

    SystemClock clock;
    KeyStore store;
    KeyDesk desk;
};

void TestKeyDesk::make_theSecret_isNowhereInTheDatabase()
{
    KeyBench bench(m_cluster);
    const Result<MadeApiKey> made = bench.make(u"Round"_s);
    QVERIFY(made);
    QVERIFY(isApiKeySecret(made->secret));
    QVERIFY(made->secret != bench.make(u"Other"_s)->secret);
    const QString row = bench.server.value(u"SELECT k::text FROM bakehouse.api_keys k LIMIT 1"_s);
    QVERIFY(row.contains(u"Round"_s));
    QVERIFY(!row.contains(QString::fromLatin1(made->secret.mid(8))));
    const QByteArray random =
        QByteArray::fromBase64(made->secret.mid(8), QByteArray::Base64UrlEncoding);
    QVERIFY(!row.contains(QString::fromLatin1(random.toHex())));
    QVERIFY(row.contains(QString::fromLatin1(apiKeyHash(made->secret).toHex())));
    QCOMPARE(bench.server.refusal(u"SET ROLE bakehouse_runtime; SELECT secret_hash FROM "
                                  "bakehouse.api_keys"_s),
             u"42501"_s);
}

void TestKeyDesk::make_badInput_namesTheField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("field");
    const QStringList read {u"goods.read"_s};
    QTest::newRow("no name") << u" "_s << read << 1 << u"name"_s;
    QTest::newRow("a long name") << QString(101, u'n') << read << 1 << u"name"_s;
    QTest::newRow("a line break") << u"a\nb"_s << read << 1 << u"name"_s;
    QTest::newRow("no scope") << u"a"_s << QStringList() << 1 << u"scope"_s;
    QTest::newRow("an unknown scope") << u"a"_s << QStringList {u"till.open"_s} << 1 << u"scope"_s;
    QTest::newRow("expired already") << u"a"_s << read << -1 << u"expires"_s;
}

void TestKeyDesk::make_badInput_namesTheField()
{
    QFETCH(QString, name);
    QFETCH(QStringList, scopes);
    QFETCH(int, days);
    KeyBench bench(m_cluster);
    const Result<MadeApiKey> made = bench.make(name, scopes, bench.clock.now().addDays(days));
    QVERIFY(!made);
    QCOMPARE(made.error().code, Error::Code::Invalid);
    QTEST(made.error().field, "field");
    QCOMPARE(bench.server.value(u"SELECT count(*) FROM bakehouse.api_keys"_s), u"0"_s);
}

void TestKeyDesk::make_nameInUse_isAConflict()
{
    KeyBench bench(m_cluster);
    const Result<MadeApiKey> first = bench.make(u"Round"_s);
    const Result<MadeApiKey> second = bench.make(u"Round"_s);
    QVERIFY(!second);
    QCOMPARE(second.error().code, Error::Code::Conflict);
    QCOMPARE(second.error().field, u"name"_s);
    QVERIFY(await(bench.desk.revoke(first->id)));
    QVERIFY(bench.make(u"Round"_s));
}

void TestKeyDesk::check_valid_tellsWhoseItIs()
{
    KeyBench bench(m_cluster);
    const QDateTime expires = bench.clock.now().addDays(3);
    const Result<MadeApiKey> made =
        bench.make(u"Round"_s, {u"orders.write"_s, u"goods.read"_s, u"orders.write"_s}, expires);
    QVERIFY(made);
    const Result<ApiKey> key = await(bench.desk.check(made->secret));
    QVERIFY(key);
    QCOMPARE(key->id, made->id);
    QCOMPARE(key->name, u"Round"_s);
    QCOMPARE(key->scopes, QStringList({u"goods.read"_s, u"orders.write"_s}));
    QCOMPARE(key->expiresAt, expires);
    QVERIFY(!key->revokedAt);
}

void TestKeyDesk::check_notesItsUse()
{
    KeyBench bench(m_cluster);
    const Result<MadeApiKey> made = bench.make(u"Round"_s);
    QVERIFY(!await(bench.desk.all())->front().lastUsedAt);
    QVERIFY(await(bench.desk.check(made->secret)));
    QVERIFY(await(bench.desk.all())->front().lastUsedAt);
    bench.server.execute(
        u"UPDATE bakehouse.api_keys SET last_used_at = now() - interval '2 minutes'"_s);
    QVERIFY(await(bench.desk.check(made->secret)));
    QCOMPARE(bench.server.value(
                 u"SELECT last_used_at > now() - interval '1 minute' FROM bakehouse.api_keys"_s),
             u"t"_s);
}

void TestKeyDesk::check_unknownExpiredRevoked_areAlike()
{
    KeyBench bench(m_cluster);
    const Result<MadeApiKey> expired = bench.make(u"Expired"_s);
    bench.server.execute(u"UPDATE bakehouse.api_keys SET created_at = now() - interval '2 days', "
                         "expires_at = now() - interval '1 second'"_s);
    const Result<MadeApiKey> revoked = bench.make(u"Revoked"_s);
    QVERIFY(await(bench.desk.check(revoked->secret)));
    QVERIFY(await(bench.desk.revoke(revoked->id)));
    for (const QByteArray &secret :
         {expired->secret, revoked->secret, apiKeySecret(QByteArray(32, 'x')), "bk_live_none"_ba}) {
        const Result<ApiKey> key = await(bench.desk.check(secret));
        QVERIFY(!key);
        QCOMPARE(key.error(), Error({.code = Error::Code::NotFound}));
    }
}

void TestKeyDesk::revoke_twice_isNotFound()
{
    KeyBench bench(m_cluster);
    const Result<MadeApiKey> made = bench.make(u"Round"_s);
    QVERIFY(await(bench.desk.revoke(made->id)));
    QVERIFY(await(bench.desk.all())->front().revokedAt);
    const Result<void> again = await(bench.desk.revoke(made->id));
    QVERIFY(!again);
    QCOMPARE(again.error().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestKeyDesk)
#include "tst_key_desk.moc"
