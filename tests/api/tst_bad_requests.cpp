#include "api_bench.h"

#include <QTest>

/// Every way in which an order can be wrong: each gets a 4xx in the form of all errors or a clean
/// close, and none leaves anything behind.
class TestBadRequests : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void soundRequest_isAccepted();
    void badRequest_isRefused_data();
    void badRequest_isRefused();
    void cleanupTestCase();

private:
    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_bench;
    QByteArray m_products;
};

namespace {

const QByteArray soundItem = R"({"product_id":1,"quantity":1})";

QByteArray withBody(const QByteArray &body)
{
    return postRequest("/api/orders", body, jsonType);
}

QByteArray withHead(const QByteArray &requestLine, const QByteArray &headers)
{
    const QByteArray body = orderBody('[' + soundItem + ']');
    return requestLine + "\r\n" + headers + jsonType
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

void rows(const char *what, const QByteArrayList &values, QByteArray (*request)(const QByteArray &))
{
    int number = 0;
    for (const QByteArray &value : values) {
        const QByteArray shown = value.size() > 40 ? value.first(40) + "…" : value;
        QTest::newRow(what + QByteArray(" ") + QByteArray::number(++number) + ": "
                      + shown.toPercentEncoding(" \"[]{}:,"))
            << request(value);
    }
}

/// JSON values that are never right for a name, a text, a list or a number.
QByteArrayList wrongTypes()
{
    return {"null", "true", "false", "[]", "{}", "[1]", "-1.5", "1e400"};
}

QByteArrayList badTexts()
{
    return {R"("")",
            R"(" ")",
            R"("\u0000")",
            R"("a\nb")",
            R"("a\u0007b")",
            R"("a\u007fb")",
            R"("a\u0085b")",
            R"("\ud800")",
            R"("a\u202eb")",
            "\"a\nb\"",
            "\"\xff\"",
            "\"\xc0\x80\"",
            '"' + QByteArray(300, 'x') + '"',
            "1",
            "\"open"};
}

QByteArrayList badEmails()
{
    return {R"("a")",           R"("@")",        R"("a@")",
            R"("@b.cd")",       R"("a@b@c.de")", R"("a b@c.de")",
            R"("a@b c.de")",    R"("a@.de")",    R"("a@b..de")",
            R"("a@b.")",        R"("<a@b.cd>")", R"("a@b.cd,c@d.ef")",
            R"("a@b.cd\r\nx")", R"(["a@b.cd"])", '"' + QByteArray(250, 'x') + R"(@b.cd")"};
}

QByteArrayList badQuantities()
{
    return {"0",
            "-1",
            "1000",
            "1000000",
            "9223372036854775807",
            "9223372036854775808",
            "1e999",
            "-9223372036854775808",
            "1.5",
            "2.0",
            "1e0",
            "01",
            "+1",
            "0x1",
            "NaN",
            "Infinity",
            R"("1")",
            "\"\"",
            "1,",
            "1.",
            ".5"};
}

QByteArrayList badProducts()
{
    return {"0",
            "-1",
            "99999",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1.0",
            "1e0",
            R"("1")",
            "\"\""};
}

QByteArrayList badItems()
{
    QByteArrayList lists {"null",
                          "{}",
                          "1",
                          "\"x\"",
                          "[]",
                          "[[]]",
                          "[1]",
                          "[null]",
                          "[{}]",
                          R"([{"product_id":1}])",
                          R"([{"quantity":1}])",
                          R"([[{"product_id":1,"quantity":1}]])",
                          R"([{"product_id":1,"quantity":1},])",
                          R"([{"product_id":1,"quantity":1,"quantity":2}])"};
    lists += '[' + (soundItem + ',').repeated(100) + soundItem + ']'; // 101 lines
    lists += '[' + (R"({"product_id":1,"quantity":999},)" + soundItem) + ']'; // 1,000 in all
    lists += '[' + soundItem + ',' + R"({"product_id":99999,"quantity":1}])";
    lists += '[' + soundItem + ',' + R"({"product_id":2,"quantity":999}])";
    return lists;
}

QByteArrayList badBodies()
{
    const QByteArray sound = orderBody('[' + soundItem + ']');
    return {"",
            " ",
            "null",
            "true",
            "1",
            "\"x\"",
            "[]",
            "{}",
            "{",
            "}",
            "{]",
            "\xef\xbb\xbf" + sound,
            sound + sound,
            sound + '\0',
            sound.chopped(1),
            sound.sliced(1),
            sound + 'x',
            "'" + sound + "'",
            QByteArray(60'000, '['),
            QByteArray("{\"a\":").repeated(10'000),
            QByteArray(60'000, ' '),
            QByteArray(60'000, '"'),
            QByteArray(1'000, '\0'),
            QByteArray(1'000, '\xff'),
            "customer_name=A&customer_email=a%40b.cd",
            "<order/>",
            "--- yaml",
            sound.chopped(1) + R"(,"customer_name":"B"})",
            sound.chopped(1) + R"(,"items":[]})",
            sound.chopped(1) + ",\"deep\":" + QByteArray(20, '[') + QByteArray(20, ']') + '}',
            sound.chopped(1) + R"(,"lone":"\udc00"})",
            QByteArray("\x1f\x8b\x08\x00\x00\x00", 6),
            QByteArray(70'000, 'x')};
}

void badHeads()
{
    const QByteArray line = "POST /api/orders HTTP/1.1";
    const QByteArray host = "Host: x\r\n";
    const auto row = [](const char *name, const QByteArray &requestLine,
                        const QByteArray &headers) {
        QTest::newRow(name) << withHead(requestLine, headers);
    };
    row("head: no host", line, "");
    row("head: two hosts", line, host + host);
    row("head: bad host", line, "Host: a b\r\n");
    row("head: absolute target", "POST http://x/api/orders HTTP/1.1", host);
    row("head: two slashes", "POST //api/orders HTTP/1.1", host);
    row("head: two slashes inside", "POST /api//orders HTTP/1.1", host);
    row("head: slash at the end", "POST /api/orders/ HTTP/1.1", host);
    row("head: fragment", "POST /api/orders#x HTTP/1.1", host);
    row("head: escaped path", "POST /api/order%73 HTTP/1.1", host);
    row("head: bad escape", "POST /api/orders?%zz HTTP/1.1", host);
    row("head: HTTP/9.9", "POST /api/orders HTTP/9.9", host);
    row("head: HTTP/2.0", "POST /api/orders HTTP/2.0", host);
    row("head: no version", "POST /api/orders", host);
    row("head: lower case method", "post /api/orders HTTP/1.1", host);
    row("head: other method", "PUT /api/orders HTTP/1.1", host);
    row("head: method with a space", "PO ST /api/orders HTTP/1.1", host);
    row("head: tabs", "POST\t/api/orders\tHTTP/1.1", host);
    row("head: leading space", " POST /api/orders HTTP/1.1", host);
    row("head: leading line", "\r\n" + line, host);
    row("head: long target", "POST /api/orders?" + QByteArray(9'000, 'x') + " HTTP/1.1", host);
    row("head: long header", line, host + "X: " + QByteArray(20'000, 'x') + "\r\n");
    row("head: many headers", line, host + QByteArray("X: y\r\n").repeated(100));
    row("head: second length", line, host + "Content-Length: 3\r\n");
    row("head: coding", line, host + "Transfer-Encoding: chunked\r\n");
    row("head: identity coding", line, host + "Transfer-Encoding: identity\r\n");
    row("head: header without colon", line, host + "nonsense\r\n");
    row("head: space before the colon", line, host + "X : y\r\n");
    row("head: folded header", line, host + "X: y\r\n z\r\n");
    row("head: NUL in a header", line, host + QByteArray("X: \0\r\n", 6));
    row("head: bare line feed", line, host + "X: y\nZ: z\r\n");
    row("head: second type", line, host + "Content-Type: text/plain\r\n");
    row("head: two keys", line, host + "Idempotency-Key: a\r\nIdempotency-Key: b\r\n");
    row("head: empty key", line, host + "Idempotency-Key: \r\n");
    row("head: long key", line, host + "Idempotency-Key: " + QByteArray(300, 'k') + "\r\n");
    row("head: key in UTF-8", line, host + "Idempotency-Key: \xc3\xab\r\n");
    row("head: unknown expectation", line, host + "Expect: more\r\n");
    row("head: websocket", line, host + "Connection: upgrade\r\nUpgrade: websocket\r\n");
    QTest::newRow("head: body shorter than announced")
        << QByteArray(line + "\r\n" + host + jsonType + "Content-Length: 500\r\n\r\n{}");
    QTest::newRow("head: huge length")
        << QByteArray(line + "\r\n" + host + "Content-Length: 99999999999\r\n\r\n{}");
    QTest::newRow("head: rubbish")
        << QByteArray("\x16\x03\x01\x00\xa5\x01\x00\x00", 8).repeated(50);
    QTest::newRow("head: nothing") << QByteArray();
    QTest::newRow("head: empty lines") << QByteArray("\r\n").repeated(100);
    QTest::newRow("head: only line feeds")
        << QByteArray("POST /api/orders HTTP/1.1\nHost: x\nContent-Type: "
                      "application/json\nContent-Length: 0\n\n");
}

void badTypes()
{
    const QByteArray body = orderBody('[' + soundItem + ']');
    for (const char *type :
         {"", "Content-Type:\r\n", "Content-Type: text/plain\r\n",
          "Content-Type: application/xml\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\n",
          "Content-Type: multipart/form-data\r\n",
          "Content-Type: application/json; charset=utf-16\r\n", "Content-Type: json\r\n"})
        QTest::newRow(QByteArray("type: ") + QByteArray(type).trimmed())
            << postRequest("/api/orders", body, type);
}

QByteArray nameRequest(const QByteArray &value)
{
    return withBody(R"({"customer_name":)" + value + R"(,"customer_email":"a@b.cd","items":[)"
                    + soundItem + "]}");
}

QByteArray emailRequest(const QByteArray &value)
{
    return withBody(R"({"customer_name":"A","customer_email":)" + value + R"(,"items":[)"
                    + soundItem + "]}");
}

QByteArray itemsRequest(const QByteArray &value)
{
    return withBody(orderBody(value));
}

QByteArray quantityRequest(const QByteArray &value)
{
    return withBody(orderBody(R"([{"product_id":1,"quantity":)" + value + "}]"));
}

QByteArray productRequest(const QByteArray &value)
{
    return withBody(orderBody(R"([{"product_id":)" + value + R"(,"quantity":1}])"));
}

}

void TestBadRequests::initTestCase()
{
    m_bench = std::make_unique<ApiBench>(m_cluster);
    m_products = m_bench->get("/api/products").raw.body;
}

void TestBadRequests::soundRequest_isAccepted()
{
    // The request that all others are spoilt copies of, in a shop of its own.
    const ApiBench other(m_cluster);
    QCOMPARE(other.send(withBody(orderBody('[' + soundItem + ']'))).status, 201);
    QCOMPARE(other.send(withHead("POST /api/orders HTTP/1.1", "Host: x\r\n")).status, 201);
}

void TestBadRequests::badRequest_isRefused_data()
{
    QTest::addColumn<QByteArray>("request");
    rows("name", wrongTypes() + badTexts(), nameRequest);
    rows("e-mail", wrongTypes() + badTexts() + badEmails(), emailRequest);
    rows("items", badItems(), itemsRequest);
    rows("quantity", wrongTypes() + badQuantities(), quantityRequest);
    rows("product", wrongTypes() + badProducts(), productRequest);
    rows("body", badBodies(), withBody);
    badHeads();
    badTypes();
}

void TestBadRequests::badRequest_isRefused()
{
    QFETCH(QByteArray, request);
    RawClient client(m_bench->port());
    client.send(request);
    client.endSending();
    const auto raw = client.answer();
    if (!raw) {
        QVERIFY(client.closedByServer());
        QCOMPARE(client.rest(), QByteArray());
        return;
    }
    QVERIFY2(raw->status >= 400 && raw->status < 500, raw->head.constData());
    QCOMPARE(raw->header("Content-Type"), "application/json");
    QVERIFY2(raw->body.startsWith("{\"error\":\"") && raw->body.contains("\",\"code\":\""),
             raw->body.constData());
}

void TestBadRequests::cleanupTestCase()
{
    QCOMPARE(m_bench->orders(), 0);
    QCOMPARE(m_bench->get("/api/products").raw.body, m_products);
    for (const char *table : {"jobs", "idempotency_keys", "order_lines", "order_events"})
        QCOMPARE(m_bench->database().value(QStringLiteral("SELECT count(*) FROM bakehouse.")
                                           + QLatin1String(table)),
                 QStringLiteral("0"));
    m_bench.reset();
}

QTEST_GUILESS_MAIN(TestBadRequests)
#include "tst_bad_requests.moc"
