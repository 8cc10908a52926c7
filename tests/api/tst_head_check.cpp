#include "head_check.h"

#include <QTest>

/// What the guard takes for HTTP, line by line.
class TestHeadCheck : public QObject
{
    Q_OBJECT

private slots:
    void feed_soundHead_isComplete_data();
    void feed_soundHead_isComplete();
    void feed_host_isKeptAsSent();
    void feed_soundHeadInAnyPieces_isTheSame_data();
    void feed_soundHeadInAnyPieces_isTheSame();
    void feed_badHead_isRefused_data();
    void feed_badHead_isRefused();
    void feed_badHeadInSingleBytes_isRefusedAlike_data();
    void feed_badHeadInSingleBytes_isRefusedAlike();
    void feed_endsWithTheHead();
    void feed_atTheLimits_isComplete();
    void reset_forgetsEverything();
    void path_endsBeforeTheQuery();
};

namespace {

struct Fed {
    HeadCheck::Verdict verdict = HeadCheck::Verdict::Incomplete;
    HeadCheck check;
};

Fed feedInPieces(const QByteArray &bytes, qsizetype size)
{
    Fed fed;
    for (qsizetype at = 0; at < bytes.size() && fed.verdict == HeadCheck::Verdict::Incomplete;
         at += size)
        fed.verdict =
            fed.check.feed(QByteArrayView(bytes).sliced(at, qMin(size, bytes.size() - at)));
    return fed;
}

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

QByteArray with(const QByteArray &headers)
{
    return "POST / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

QByteArray hosted(const QByteArray &host)
{
    return "GET / HTTP/1.1\r\nHost:" + host + "\r\n\r\n";
}

void soundHeads()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<RequestHead>("head");
    const RequestHead plain {.method = "GET", .target = "/"};
    QTest::newRow("least") << get("/") << plain;
    const auto target = [plain](const char *name, const QByteArray &text) {
        RequestHead head = plain;
        head.target = text;
        QTest::newRow(name) << get(text) << head;
    };
    target("path and query", "/api/orders?a=b&c=d%20e");
    target("escapes", "/%41%ff%00");
    target("marks", "/-._~!$&'()*+,;=:@");
    target("two slashes inside", "/a//b");
    const auto host = [plain](const char *name, const QByteArray &text) {
        QTest::newRow(name) << hosted(text) << plain;
    };
    host("host with port", " shop.example:5000");
    host("host without space", "localhost");
    host("host as IPv4", " 192.168.1.20:80");
    host("host as IPv6", " [2001:db8::1]:5000");
    host("host with an empty port", " localhost:");
    host("host in capitals and an underscore", " The_Till");
    const auto headers = [](const char *name, const QByteArray &text, RequestHead head) {
        head.method = "POST";
        head.target = "/";
        QTest::newRow(name) << with(text) << head;
    };
    headers("length", "Content-Length: 12\r\n", {.contentLength = 12});
    headers("length 0", "content-length:0\r\n", {});
    headers("largest length", "Content-Length: 65536\r\n", {.contentLength = 65'536});
    headers("length with zeros before it", "Content-Length: 0012\r\n", {.contentLength = 12});
    headers("close", "Connection: close\r\n", {.keepAlive = false});
    headers("close among others", "Connection: te, CLOSE , x\r\n", {.keepAlive = false});
    headers("close in a second line", "Connection: x\r\nConnection: close\r\n",
            {.keepAlive = false});
    headers("no such token", "Connection: closed\r\n", {});
    headers("expectation", "Expect: 100-Continue\r\n", {.expectsContinue = true});
    headers("key", "Idempotency-Key: a b\r\n", {.hasIdempotencyKey = true});
    headers("empty value", "X-Empty:\r\n", {});
    headers("tabs around a value", "X-Tab:\t a\tb \t\r\n", {});
    headers("bytes of UTF-8 in a value", "X-Name: Zo\xc3\xab\r\n", {});
    headers("strange but sound name", "!#$%&'*+-.^_`|~9: x\r\n", {});
    headers("other upgrade", "Upgrade: h2c\r\nConnection: Upgrade\r\n", {});
    QTest::newRow("HTTP/1.0 without host")
        << QByteArray("GET / HTTP/1.0\r\n\r\n")
        << RequestHead {.method = "GET", .target = "/", .minorVersion = 0, .keepAlive = false};
    QTest::newRow("HTTP/1.0 kept alive")
        << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
        << RequestHead {.method = "GET", .target = "/", .minorVersion = 0};
    QTest::newRow("HTTP/1.0 expects in vain")
        << QByteArray("GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n")
        << RequestHead {.method = "GET", .target = "/", .minorVersion = 0, .keepAlive = false};
    QTest::newRow("unknown method") << QByteArray("BREW / HTTP/1.1\r\nHost: x\r\n\r\n")
                                    << RequestHead {.method = "BREW", .target = "/"};
}

void badRequestLines()
{
    const auto line = [](const char *name, const QByteArray &text,
                         Refusal refusal = Refusal::MalformedRequestLine) {
        QTest::newRow(name) << text + "\r\nHost: x\r\n\r\n" << refusal;
    };
    line("empty line first", "");
    line("only a method", "GET");
    line("no version", "GET /");
    line("HTTP/0.9", "GET / ");
    line("two spaces before the target", "GET  / HTTP/1.1");
    line("two spaces before the version", "GET /  HTTP/1.1");
    line("space after the version", "GET / HTTP/1.1 ");
    line("space before the method", " GET / HTTP/1.1");
    line("tab instead of space", "GET\t/ HTTP/1.1");
    line("space in the target", "GET /a b HTTP/1.1");
    line("method with a bracket", "GE(T / HTTP/1.1");
    line("method of 33 letters", QByteArray(33, 'A') + " / HTTP/1.1");
    line("absolute target", "GET http://evil/api HTTP/1.1");
    line("authority as target", "CONNECT evil:443 HTTP/1.1");
    line("asterisk", "OPTIONS * HTTP/1.1");
    line("two slashes first", "GET //evil/api HTTP/1.1");
    line("no slash first", "GET api HTTP/1.1");
    line("fragment", "GET /a#b HTTP/1.1");
    line("backslash", "GET /a\\b HTTP/1.1");
    line("angle bracket", "GET /<b> HTTP/1.1");
    line("quote", "GET /\"a\" HTTP/1.1");
    line("half an escape", "GET /%4 HTTP/1.1");
    line("escape without digits", "GET /%zz HTTP/1.1");
    line("percent at the end", "GET /% HTTP/1.1");
    line("UTF-8 unescaped", "GET /caf\xc3\xa9 HTTP/1.1");
    line("NUL", QByteArray("GET /\0 HTTP/1.1", 15));
    line("escape character", "GET /\x1b[31m HTTP/1.1");
    line("delete", "GET /\x7f HTTP/1.1");
    line("carriage return inside", "GET /\r/ HTTP/1.1");
    line("lower case version", "GET / http/1.1");
    line("short version", "GET / HTTP/1");
    line("long version", "GET / HTTP/1.10");
    line("comma in the version", "GET / HTTP/1,1");
    line("other protocol", "GET / RTSP/1.0");
    line("HTTP/2", "PRI * HTTP/2.0");
    line("HTTP/2 with a path", "GET / HTTP/2.0", Refusal::UnsupportedVersion);
    line("HTTP/1.2", "GET / HTTP/1.2", Refusal::UnsupportedVersion);
    line("HTTP/0.1", "GET / HTTP/0.1", Refusal::UnsupportedVersion);
    line("HTTP/9.9", "GET / HTTP/9.9", Refusal::UnsupportedVersion);
    line("long target", "GET /" + QByteArray(8'000, 'a') + " HTTP/1.1", Refusal::TargetTooLong);
    line("very long target", "GET /" + QByteArray(20'000, 'a') + " HTTP/1.1",
         Refusal::TargetTooLong);
    QTest::newRow("bare line feed")
        << QByteArray("GET / HTTP/1.1\nHost: x\n\n") << Refusal::MalformedRequestLine;
    QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7)
                               << Refusal::MalformedRequestLine;
    QTest::newRow("endless target") << "GET /" + QByteArray(9'000, 'a') << Refusal::TargetTooLong;
}

void badHeaders()
{
    const auto headers = [](const char *name, const QByteArray &text,
                            Refusal refusal = Refusal::MalformedHeader) {
        QTest::newRow(name) << with(text) << refusal;
    };
    headers("no colon", "X\r\n");
    headers("no name", ": x\r\n");
    headers("space before the colon", "X : y\r\n");
    headers("space in a name", "X Y: z\r\n");
    headers("bracket in a name", "X(: z\r\n");
    headers("UTF-8 in a name", "\xc3\xa9: z\r\n");
    headers("folded line", "X: y\r\n z\r\n");
    headers("folded by a tab", "X: y\r\n\tz\r\n");
    headers("folded first line", " X: y\r\n");
    headers("NUL", QByteArray("X: \0\r\n", 6));
    headers("bell", "X: \a\r\n");
    headers("delete", "X: \x7f\r\n");
    headers("bare carriage return", "X: y\rZ: a\r\n");
    headers("bare line feed", "X: y\nZ: a\r\n");
    headers("two carriage returns", "X: y\r\r\n");
    headers("sixty-five headers", QByteArray("X: y\r\n").repeated(64), Refusal::TooManyHeaders);
    headers("large headers", "X: " + QByteArray(17'000, 'y') + "\r\n", Refusal::HeadTooLarge);
    headers("many large headers", ("X: " + QByteArray(3'000, 'y') + "\r\n").repeated(6),
            Refusal::HeadTooLarge);
    headers("two hosts", "Host: x\r\n", Refusal::BadHost);
    headers("length twice", "Content-Length: 1\r\nContent-Length: 1\r\n",
            Refusal::BadContentLength);
    headers("two lengths", "Content-Length: 1\r\nContent-Length: 2\r\n", Refusal::BadContentLength);
    headers("list of lengths", "Content-Length: 1, 1\r\n", Refusal::BadContentLength);
    headers("no length", "Content-Length: \r\n", Refusal::BadContentLength);
    headers("negative length", "Content-Length: -1\r\n", Refusal::BadContentLength);
    headers("signed length", "Content-Length: +1\r\n", Refusal::BadContentLength);
    headers("broken length", "Content-Length: 1.5\r\n", Refusal::BadContentLength);
    headers("length with text", "Content-Length: 12 bytes\r\n", Refusal::BadContentLength);
    headers("hexadecimal length", "Content-Length: 0x10\r\n", Refusal::BadContentLength);
    headers("length one too large", "Content-Length: 65537\r\n", Refusal::BodyTooLarge);
    headers("length of 2^63", "Content-Length: 9223372036854775808\r\n", Refusal::BodyTooLarge);
    headers("length of many digits", "Content-Length: " + QByteArray(100, '9') + "\r\n",
            Refusal::BodyTooLarge);
    headers("chunked", "Transfer-Encoding: chunked\r\n", Refusal::TransferEncoding);
    headers("identity", "Transfer-Encoding: identity\r\n", Refusal::TransferEncoding);
    headers("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", Refusal::TransferEncoding);
    headers("empty coding", "Transfer-Encoding:\r\n", Refusal::TransferEncoding);
    headers("coding twice", "Transfer-Encoding: a\r\nTransfer-Encoding: b\r\n",
            Refusal::RepeatedHeader);
    headers("length and coding", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
            Refusal::BadContentLength);
    headers("coding and length", "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
            Refusal::BadContentLength);
    headers("two types", "Content-Type: a/b\r\nContent-Type: a/b\r\n", Refusal::RepeatedHeader);
    headers("two keys", "Idempotency-Key: a\r\nIdempotency-Key: b\r\n", Refusal::RepeatedHeader);
    headers("unknown expectation", "Expect: tea\r\n", Refusal::UnknownExpectation);
    headers("two expectations", "Expect: 100-continue, x\r\n", Refusal::UnknownExpectation);
    headers("websocket", "Upgrade: websocket\r\n", Refusal::UpgradeRefused);
    headers("websocket among others", "Upgrade: h2c, WebSocket\r\n", Refusal::UpgradeRefused);
}

void badHosts()
{
    const auto host = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << hosted(text) << Refusal::BadHost;
    };
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << Refusal::BadHost;
    QTest::newRow("bad host in HTTP/1.0")
        << QByteArray("GET / HTTP/1.0\r\nHost: a/b\r\n\r\n") << Refusal::BadHost;
    host("empty host", "");
    host("host of spaces", "   ");
    host("host with a path", " x/y");
    host("host with a name before it", " user@x");
    host("two hosts in one", " x, y");
    host("host with a space", " x y");
    host("host as a URL", " http://x");
    host("port of letters", " x:http");
    host("port too long", " x:500000");
    host("two ports", " x:1:2");
    host("only a port", " :80");
    host("open bracket", " [::1");
    host("empty brackets", " []");
    host("name in brackets", " [host]");
    host("text after the bracket", " [::1]x");
    host("UTF-8",
         " b\xc3\xa4"
         "cker");
    host("very long host", QByteArray(256, 'a'));
}

void badHeads()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Refusal>("refusal");
    badRequestLines();
    badHeaders();
    badHosts();
}

}

Q_DECLARE_METATYPE(RequestHead)
Q_DECLARE_METATYPE(Refusal)

/// All but the host, which says nothing about how the rest is read.
static RequestHead withoutHost(RequestHead head)
{
    head.host.clear();
    return head;
}

void TestHeadCheck::feed_soundHead_isComplete_data()
{
    soundHeads();
}

void TestHeadCheck::feed_soundHead_isComplete()
{
    QFETCH(QByteArray, bytes);
    QFETCH(RequestHead, head);
    HeadCheck check;
    QCOMPARE(check.feed(bytes), HeadCheck::Verdict::Complete);
    QCOMPARE(check.taken(), bytes.size());
    QVERIFY(withoutHost(check.head()) == head);
}

void TestHeadCheck::feed_host_isKeptAsSent()
{
    HeadCheck check;
    QCOMPARE(check.feed("GET / HTTP/1.1\r\nHOST:  Shop.local:5000 \r\n\r\n"),
             HeadCheck::Verdict::Complete);
    QCOMPARE(check.head().host, "Shop.local:5000");
    check.reset();
    QCOMPARE(check.feed("GET / HTTP/1.0\r\n\r\n"), HeadCheck::Verdict::Complete);
    QCOMPARE(check.head().host, QByteArray());
}

void TestHeadCheck::feed_soundHeadInAnyPieces_isTheSame_data()
{
    soundHeads();
}

void TestHeadCheck::feed_soundHeadInAnyPieces_isTheSame()
{
    QFETCH(QByteArray, bytes);
    QFETCH(RequestHead, head);
    for (qsizetype size = 1; size < bytes.size(); ++size) {
        const Fed fed = feedInPieces(bytes, size);
        QCOMPARE(fed.verdict, HeadCheck::Verdict::Complete);
        QVERIFY(withoutHost(fed.check.head()) == head);
    }
}

void TestHeadCheck::feed_badHead_isRefused_data()
{
    badHeads();
}

void TestHeadCheck::feed_badHead_isRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Refusal, refusal);
    HeadCheck check;
    QCOMPARE(check.feed(bytes), HeadCheck::Verdict::Refused);
    QCOMPARE(int(check.refusal()), int(refusal));
    const int status = refusalAnswer(check.refusal()).status;
    QVERIFY(status >= 400 && status < 500);
}

void TestHeadCheck::feed_badHeadInSingleBytes_isRefusedAlike_data()
{
    badHeads();
}

void TestHeadCheck::feed_badHeadInSingleBytes_isRefusedAlike()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Refusal, refusal);
    const Fed fed = feedInPieces(bytes, 1);
    QCOMPARE(fed.verdict, HeadCheck::Verdict::Refused);
    QCOMPARE(int(fed.check.refusal()), int(refusal));
}

void TestHeadCheck::feed_endsWithTheHead()
{
    HeadCheck check;
    const QByteArray first = with("Content-Length: 4\r\n");
    QCOMPARE(check.feed(first + "body" + get("/next")), HeadCheck::Verdict::Complete);
    QCOMPARE(check.taken(), first.size());
}

void TestHeadCheck::feed_atTheLimits_isComplete()
{
    HeadCheck check;
    QCOMPARE(check.feed(get("/" + QByteArray(7'999, 'a'))), HeadCheck::Verdict::Complete);
    check.reset();
    QCOMPARE(check.feed(with(QByteArray("X: y\r\n").repeated(63))), HeadCheck::Verdict::Complete);
    check.reset();
    const qsizetype rest = 16 * 1024 - with("X: \r\n").size();
    QCOMPARE(check.feed(with("X: " + QByteArray(rest, 'y') + "\r\n")),
             HeadCheck::Verdict::Complete);
    check.reset();
    QCOMPARE(check.feed(with("X: " + QByteArray(rest + 1, 'y') + "\r\n")),
             HeadCheck::Verdict::Refused);
}

void TestHeadCheck::reset_forgetsEverything()
{
    HeadCheck check;
    QCOMPARE(check.feed(with("Content-Length: 4\r\nConnection: close\r\n")),
             HeadCheck::Verdict::Complete);
    check.reset();
    QVERIFY(check.empty());
    QCOMPARE(check.feed(get("/")), HeadCheck::Verdict::Complete);
    QVERIFY(withoutHost(check.head()) == (RequestHead {.method = "GET", .target = "/"}));
}

void TestHeadCheck::path_endsBeforeTheQuery()
{
    QCOMPARE((RequestHead {.target = "/a?b?c"}).path(), QByteArrayView("/a"));
    QCOMPARE((RequestHead {.target = "/a"}).path(), QByteArrayView("/a"));
}

QTEST_GUILESS_MAIN(TestHeadCheck)
#include "tst_head_check.moc"
