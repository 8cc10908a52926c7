#include "api_bench.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// What the API serves of the customers' page: its files, and what it must know of the shop.
class TestCustomersPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void start_browser_getsThePage();
    void start_program_getsTheCalls_data();
    void start_program_getsTheCalls();
    void s17_page_mayLoadOnlyWhatIsOurs();
    void s17_page_holdsNoCodeOfItsOwn();
    void file_everyOneNamed_isThere();
    void file_known_isNotSentAgain();
    void file_unknown_isNotFound_data();
    void file_unknown_isNotFound();
    void shop_tellsCategoriesAndDrawings();
    void shop_languages_haveEveryWord();
    void cleanupTestCase();

private:
    RawAnswer page() const { return m_bench->get("/", "Accept: text/html,*/*;q=0.8\r\n").raw; }

    TestCluster m_cluster {TestCluster::Durability::FsyncOff};
    std::unique_ptr<ApiBench> m_bench;
};

void TestCustomersPage::initTestCase()
{
    m_bench = std::make_unique<ApiBench>(m_cluster);
}

void TestCustomersPage::start_browser_getsThePage()
{
    const RawAnswer answer = page();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("Content-Type"), "text/html; charset=utf-8"_ba);
    QVERIFY(answer.body.startsWith("<!doctype html>"));
    QVERIFY(answer.header("Vary").contains("Accept"));
}

void TestCustomersPage::start_program_getsTheCalls_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("nothing said") << QByteArray();
    QTest::newRow("anything") << QByteArray("Accept: */*\r\n");
    QTest::newRow("JSON") << QByteArray("Accept: application/json\r\n");
    QTest::newRow("no page") << QByteArray("Accept: text/html;q=0, application/json\r\n");
}

void TestCustomersPage::start_program_getsTheCalls()
{
    QFETCH(QByteArray, headers);
    const JsonAnswer answer = m_bench->get("/", headers);
    QVERIFY(answer.json[u"calls"_s].toArray().contains(u"GET /api/shop"_s));
    QVERIFY(answer.raw.header("Vary").contains("Accept"));
}

void TestCustomersPage::s17_page_mayLoadOnlyWhatIsOurs()
{
    const QByteArray policy = page().header("Content-Security-Policy");
    QCOMPARE(policy,
             "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
             "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"_ba);
    QCOMPARE(m_bench->get("/web/page.js").raw.header("Content-Security-Policy"), policy);
    QCOMPARE(page().header("X-Content-Type-Options"), "nosniff"_ba);
    QCOMPARE(page().header("Referrer-Policy"), "no-referrer"_ba);
    QVERIFY(page().header("Access-Control-Allow-Origin").isEmpty());
}

void TestCustomersPage::s17_page_holdsNoCodeOfItsOwn()
{
    static const QRegularExpression inlineCode(
        u"<script(?![^>]*\\bsrc=)|<style|\\son[a-z]+=|\\sstyle=|javascript:"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression foreign(u"(src|href)=\"(?!/)"_s);
    const QString html = QString::fromUtf8(page().body);
    QVERIFY(!inlineCode.match(html).hasMatch());
    QCOMPARE(foreign.match(html).captured(), u"href=\""_s); // the skip link, "#main"
}

void TestCustomersPage::file_everyOneNamed_isThere()
{
    static const QRegularExpression named(u"\"(/web/[^\"#]+)"_s);
    QStringList waiting {u"/"_s};
    QStringList seen;
    while (!waiting.isEmpty()) {
        const QString path = waiting.takeFirst();
        seen.append(path);
        const RawAnswer answer = path == u"/"_s ? page() : m_bench->get(path.toLatin1()).raw;
        QVERIFY2(answer.status == 200, qPrintable(path));
        for (const auto &match : named.globalMatch(QString::fromUtf8(answer.body))) {
            if (!seen.contains(match.captured(1)) && !waiting.contains(match.captured(1)))
                waiting.append(match.captured(1));
        }
    }
    QVERIFY(seen.contains(u"/web/page.js"_s) && seen.contains(u"/web/page.css"_s));
    QVERIFY(m_bench->get("/web/icons.svg").raw.body.contains("<symbol id=\"croissant\""));
}

void TestCustomersPage::file_known_isNotSentAgain()
{
    const RawAnswer first = m_bench->get("/web/page.css", "Accept-Encoding: gzip\r\n").raw;
    QCOMPARE(first.header("Content-Encoding"), "gzip"_ba);
    QCOMPARE(first.header("Content-Type"), "text/css; charset=utf-8"_ba);
    const RawAnswer again =
        m_bench
            ->get("/web/page.css",
                  "Accept-Encoding: gzip\r\nIf-None-Match: " + first.header("ETag") + "\r\n")
            .raw;
    QCOMPARE(again.status, 304);
}

void TestCustomersPage::file_unknown_isNotFound_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("another name") << QByteArray("/web/none.js");
    QTest::newRow("no name") << QByteArray("/web/");
    QTest::newRow("up") << QByteArray("/web/..");
    QTest::newRow("up, encoded") << QByteArray("/web/%2e%2e%2fapi%2fopenapi.json");
    QTest::newRow("further down") << QByteArray("/web/a/b");
    QTest::newRow("another case") << QByteArray("/web/PAGE.JS");
}

void TestCustomersPage::file_unknown_isNotFound()
{
    QFETCH(QByteArray, path);
    QCOMPARE(m_bench->get(path).status, 404);
}

void TestCustomersPage::shop_tellsCategoriesAndDrawings()
{
    const JsonAnswer shop = m_bench->get("/api/shop");
    QCOMPARE(shop.json[u"name"_s].toString(), u"Test Bakery"_s);
    QCOMPARE(shop.json[u"decimals"_s].toInt(), 2);
    QCOMPARE(shop.json[u"time_zone"_s].toString(), u"Europe/Berlin"_s);
    const QJsonArray products = m_bench->get("/api/products").json[u"products"_s].toArray();
    const QJsonObject icons = shop.json[u"icons"_s].toObject();
    QCOMPARE(icons.size(), products.size());
    const QByteArray sheet = m_bench->get("/web/icons.svg").raw.body;
    for (const QJsonValue &product : products) {
        const QString icon = icons[QString::number(product[u"id"_s].toInteger())].toString();
        QVERIFY(sheet.contains("id=\"" + icon.toLatin1() + '"'));
    }
    for (const QJsonValue &category : shop.json[u"categories"_s].toArray())
        QVERIFY(sheet.contains("id=\"" + category[u"icon"_s].toString().toLatin1() + '"'));
}

void TestCustomersPage::shop_languages_haveEveryWord()
{
    const QStringList words = m_bench->get("/web/words-en.json").json.keys();
    const QJsonArray languages = m_bench->get("/api/shop").json[u"languages"_s].toArray();
    QVERIFY(languages.size() >= 2);
    for (const QJsonValue &language : languages) {
        const QByteArray code = language[u"code"_s].toString().toLatin1();
        const QJsonObject spoken = m_bench->get("/web/words-" + code + ".json").json;
        QCOMPARE(spoken.keys(), words);
        QCOMPARE(spoken[u"language"_s], language[u"name"_s]);
    }
}

void TestCustomersPage::cleanupTestCase()
{
    m_bench.reset();
}

QTEST_GUILESS_MAIN(TestCustomersPage)
#include "tst_customers_page.moc"
