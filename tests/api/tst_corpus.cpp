#include "api_bench.h"
#include "await.h"
#include "bad_request_table.h"
#include "captured_log.h"
#include "error_answer.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 seed = 20'260'302;

QByteArray jsonWord(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object()[u"code"_s].toString().toLatin1();
}

/// Everything that comes back for @p bytes sent on a connection of their own.
std::vector<RawAnswer> answersTo(quint16 port, const QByteArray &bytes)
{
    RawClient client(port);
    client.send(bytes);
    client.endSending();
    std::vector<RawAnswer> answers;
    while (const auto answer = client.answer(10'000))
        answers.push_back(*answer);
    return answers;
}

/// Good requests with something in each place that can go wrong.
QByteArrayList goodRequests(const QByteArray &orderPath, const QByteArray &partner)
{
    const QByteArray key = "Idempotency-Key: 7d0f\r\nUser-Agent: browser\r\n";
    return {getRequest("/api/products?page=1", "If-None-Match: \"a\"\r\nAccept-Encoding: gzip\r\n"),
            getRequest(orderPath, "Connection: keep-alive\r\nAccept: */*\r\n"),
            postRequest("/api/orders", orderOfTheCorpus(), jsonType + key),
            postRequest("/api/orders", orderOfTheCorpus(),
                        "Expect: 100-continue\r\n" + QByteArray(jsonType)),
            postRequest(orderPath + "/cancel", "{}", jsonType),
            getRequest("/api/partner/orders?state=open&since=2026-01-01T00:00:00Z&q=o&limit=9",
                       partner),
            postRequest("/api/partner/products/1/stock", R"({"add":1,"reason":"more"})",
                        jsonType + partner + key),
            patchRequest("/api/partner/products/1", R"({"price":3.5,"allergens":["milk"]})",
                         jsonType + partner),
            "OPTIONS /api/orders HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a.example\r\n"
            "Access-Control-Request-Method: POST\r\n\r\n"};
}

/// A few bytes changed, lost, doubled or put in.
QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    static const QByteArrayList pieces {"\r\n",     "\n",      QByteArray(1, '\0'),
                                        " ",        ":",       "\"",
                                        "{",        "}",       "[",
                                        ",",        "\\",      "%",
                                        "-",        "9",       "1e9",
                                        "\xff\xfe", "\\ud800", "HTTP/1.1"};
    for (int change = random.bounded(1, 5); change > 0 && !bytes.isEmpty(); --change) {
        const qsizetype at = random.bounded(int(bytes.size()));
        const int length = random.bounded(1, 9);
        switch (random.bounded(5)) {
        case 0:
            bytes[at] = static_cast<char>(random.bounded(256));
            break;
        case 1:
            bytes.remove(at, length);
            break;
        case 2:
            bytes.insert(at, bytes.mid(at, length));
            break;
        case 3:
            bytes.insert(at, pieces.at(random.bounded(int(pieces.size()))));
            break;
        default:
            bytes[at] = static_cast<char>(bytes.at(at) ^ (1 << random.bounded(8)));
            break;
        }
    }
    return bytes;
}

}

/// Malformed requests, those of a table and those made by chance from a seed: none may fail the
/// server, change anything, or leave a trace of a person in the log.
class TestCorpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void corpus_isLargeEnough();
    void badRequest_isRefusedAndChangesNothing_data();
    void badRequest_isRefusedAndChangesNothing();
    void mutatedRequests_neverFailTheServer();
    void log_namesNobody();
    void cleanupTestCase();

private:
    QString contents();

    std::unique_ptr<CapturedLog> m_log;
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_bench;
    QByteArray m_orderPath;
    QByteArray m_key; ///< The header with a partner's.
    QString m_counting; ///< The statement that counts every table.
    QString m_contents;
};

void TestCorpus::initTestCase()
{
    m_log = std::make_unique<CapturedLog>();
    DoorSettings door;
    door.rates.keys = {};
    m_bench = std::make_unique<ApiBench>(m_cluster, door);
    const auto key = await(m_bench->keys().make(u"Corpus"_s, apiKeyScopes(), {}));
    m_key = "Authorization: Bearer " + key->secret + "\r\n";
    const JsonAnswer placed = m_bench->post("/api/orders", orderOfTheCorpus(), jsonType);
    QCOMPARE(placed.status, 201);
    m_orderPath = placed.json[u"status_url"_s].toString().toLatin1();
    m_counting =
        m_bench->database().value(u"SELECT 'SELECT concat_ws('' '', ' || string_agg(format("
                                  "'(SELECT count(*) FROM bakehouse.%I)', table_name), ', ') || "
                                  "', (SELECT md5(string_agg(s::text, '','' ORDER BY product_id)) "
                                  "FROM bakehouse.stock s), (SELECT md5(string_agg(o.state, '','' "
                                  "ORDER BY o.id)) FROM bakehouse.orders o))' "
                                  "FROM information_schema.tables WHERE table_schema = "
                                  "'bakehouse' AND table_type = 'BASE TABLE'"_s);
    m_contents = contents();
    QVERIFY2(m_contents.count(u' ') > 15, qPrintable(m_contents));
}

QString TestCorpus::contents()
{
    return m_bench->database().value(m_counting);
}

void TestCorpus::corpus_isLargeEnough()
{
    const std::vector<BadRequest> requests = badRequests(m_orderPath, m_key);
    QSet<QByteArray> names;
    for (const BadRequest &request : requests)
        names.insert(request.name);
    QVERIFY(requests.size() >= 400);
    QCOMPARE(names.size(), qsizetype(requests.size()));
}

void TestCorpus::badRequest_isRefusedAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QList<int>>("statuses");
    for (const BadRequest &request : badRequests(m_orderPath, m_key))
        QTest::newRow(request.name.constData()) << request.bytes << request.statuses;
}

void TestCorpus::badRequest_isRefusedAndChangesNothing()
{
    QFETCH(QByteArray, request);
    QFETCH(QList<int>, statuses);
    static const QByteArrayList words = errorWords();
    const std::vector<RawAnswer> answers = answersTo(m_bench->port(), request);
    const int first = answers.empty() ? 0 : answers.front().status;
    QVERIFY2(statuses.contains(first), answers.empty() ? "" : answers.front().head.constData());
    for (const RawAnswer &answer : answers) {
        QVERIFY2(answer.status >= 400 && answer.status < 500, answer.head.constData());
        QVERIFY2(words.contains(jsonWord(answer)), answer.body.constData());
        for (const QByteArray &person : personOfTheCorpus())
            QVERIFY(!answer.body.contains(person));
    }
    QCOMPARE(contents(), m_contents);
    QCOMPARE(m_bench->get("/api/health", {}).status, 200); // alive, and not only just
}

void TestCorpus::mutatedRequests_neverFailTheServer()
{
    constexpr int requests = 5'000;
    QRandomGenerator random(seed);
    const qint64 before = m_bench->orders();
    QSet<qint64> placed;
    for (int i = 0; i < requests; ++i) {
        const QByteArrayList good = goodRequests(m_orderPath, m_key);
        const QByteArray bytes = mutated(good.at(i % good.size()), random);
        for (const RawAnswer &answer : answersTo(m_bench->port(), bytes)) {
            QVERIFY2(answer.status < 500,
                     QByteArray::number(i) + ": " + bytes.toPercentEncoding(" \r\n") + answer.head);
            if (answer.status == 201)
                placed.insert(
                    QJsonDocument::fromJson(answer.body).object()[u"order_id"_s].toInteger());
        }
    }
    QCOMPARE(m_bench->get("/api/health").status, 200);
    QCOMPARE(m_bench->orders() - before, placed.size());
    QVERIFY2(placed.size() < requests / 2, "most of them must be spoilt");
}

void TestCorpus::log_namesNobody()
{
    const QByteArrayList lines = m_log->lines();
    QVERIFY(lines.size() > 10);
    for (const QByteArray &line : lines) {
        for (const char *part : {"Ottilie", "arzipan", "example.com", "7d0f"})
            QVERIFY2(!line.contains(part), line.constData());
    }
}

void TestCorpus::cleanupTestCase()
{
    m_bench.reset(); // before its server
    m_log.reset();
}

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
