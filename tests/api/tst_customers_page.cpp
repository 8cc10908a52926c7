#include "api_bench.h"
#include "await.h"
#include "web_files.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray pictureFile(const QColor &colour)
{
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(colour);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return buffer.data();
}

}

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
    void language_added_isSpoken();
    void language_bad_isPassedOver_data();
    void language_bad_isPassedOver();
    void picture_given_isServedForEver();
    void picture_replaced_hasAnotherAddress();
    void picture_unknown_isNotFound_data();
    void picture_unknown_isNotFound();
    void picture_ofNoGood_isRefused();
    void picture_import_keepsIt();
    void cleanupTestCase();

private:
    /// What the page is told of the picture of the first good; null when there is none.
    QJsonValue picture() const
    {
        return m_bench->get("/api/products").json[u"products"_s][0][u"picture"_s];
    }
    qint64 firstGood() const
    {
        return m_bench->get("/api/products").json[u"products"_s][0][u"id"_s].toInteger();
    }
    Result<QString> givePicture(const QColor &colour)
    {
        return await(m_bench->pictures().set(firstGood(), pictureFile(colour)));
    }
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

void TestCustomersPage::language_added_isSpoken()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"words-fr.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"language": "Français", "menu": "Carte", "allergens": {"wheat": "blé"}})");
    file.close();
    WebFiles web(folder.path());
    QStringList codes;
    for (const PageLanguage &language : web.languages())
        codes.append(language.code);
    QCOMPARE(codes, QStringList({u"de"_s, u"en"_s, u"fr"_s}));
    QCOMPARE(web.languages().back().name, u"Français"_s);
    const QJsonObject words =
        QJsonDocument::fromJson(web.answer("words-fr.json", {}, {})->body).object();
    QCOMPARE(words[u"menu"_s], u"Carte"_s);
    QCOMPARE(words[u"done"_s], u"Done"_s); // not there yet: in English
}

void TestCustomersPage::language_bad_isPassedOver_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const QByteArray good = R"({"language": "Français"})";
    QTest::newRow("no JSON") << u"words-fr.json"_s << QByteArray("{");
    QTest::newRow("no name of itself") << u"words-fr.json"_s << QByteArray(R"({"menu": "Carte"})");
    QTest::newRow("a number") << u"words-fr.json"_s
                              << QByteArray(R"({"language": "Français", "menu": 1})");
    QTest::newRow("a form that is a number")
        << u"words-fr.json"_s << QByteArray(R"({"language": "Français", "left": {"one": 1}})");
    QTest::newRow("no code") << u"words-.json"_s << good;
    QTest::newRow("a code that is a way up") << u"words-..json"_s << good;
    QTest::newRow("another file") << u"page.js"_s << good;
}

void TestCustomersPage::language_bad_isPassedOver()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    WebFiles web(folder.path());
    QCOMPARE(web.languages().size(), 2U);
    QVERIFY(web.answer("page.js", {}, {})->body.startsWith("//"));
}

void TestCustomersPage::picture_given_isServedForEver()
{
    QVERIFY(picture().isNull());
    const Result<QString> name = givePicture(Qt::red);
    QVERIFY(name);
    QCOMPARE(picture().toString(), u"/pictures/"_s + *name);
    const QByteArray path = picture().toString().toLatin1();
    for (int time = 0; time < 2; ++time) { // from the database, then from memory
        const RawAnswer answer = m_bench->get(path).raw;
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.header("Content-Type").startsWith("image/"));
        QVERIFY(!QImage::fromData(answer.body).isNull());
        QCOMPARE(QCryptographicHash::hash(answer.body, QCryptographicHash::Sha256).toHex(),
                 name->toLatin1().first(64));
        QVERIFY(answer.header("Cache-Control").contains("immutable"));
        QCOMPARE(answer.header("Cross-Origin-Resource-Policy"), "cross-origin"_ba);
        QCOMPARE(answer.header("X-Content-Type-Options"), "nosniff"_ba);
        const RawAnswer again =
            m_bench->get(path, "If-None-Match: " + answer.header("ETag") + "\r\n").raw;
        QCOMPARE(again.status, 304);
    }
    QVERIFY(await(m_bench->pictures().remove(firstGood())));
    QVERIFY(picture().isNull());
    QCOMPARE(m_bench->database().value(u"SELECT count(*) FROM bakehouse.pictures"_s), u"0"_s);
}

void TestCustomersPage::picture_replaced_hasAnotherAddress()
{
    const Result<QString> first = givePicture(Qt::green);
    const Result<QString> second = givePicture(Qt::blue);
    QVERIFY(first && second && *first != *second);
    QCOMPARE(picture().toString(), u"/pictures/"_s + *second);
    QCOMPARE(m_bench->get("/pictures/" + first->toLatin1()).status, 404);
    QCOMPARE(m_bench->get("/pictures/" + second->toLatin1()).status, 200);
}

void TestCustomersPage::picture_import_keepsIt()
{
    // Of the sample goods nothing stays after a first import, so this is the last.
    const auto import = [this](qint64 minor) {
        const std::vector<CatalogueRow> rows {{.name = u"Zopf"_s,
                                               .category = u"Bread"_s,
                                               .taxClass = u"food"_s,
                                               .price = Money::fromMinor(minor)}};
        return bool(
            await(m_bench->catalogue().importCatalogue(rows, {.code = u"EUR"_s}, {2026, 3, 2})));
    };
    QVERIFY(import(680));
    const Result<QString> name = givePicture(Qt::yellow);
    QVERIFY(name);
    QVERIFY(import(777));
    QCOMPARE(m_bench->get("/api/products").json[u"products"_s][0][u"price"_s].toDouble(), 7.77);
    QCOMPARE(picture().toString(), u"/pictures/"_s + *name);
}

void TestCustomersPage::picture_unknown_isNotFound_data()
{
    QTest::addColumn<QByteArray>("name");
    const QByteArray sha(64, 'a');
    QTest::newRow("another content") << sha + ".jpg";
    QTest::newRow("no kind") << sha;
    QTest::newRow("another kind") << sha + ".gif";
    QTest::newRow("capitals") << sha.toUpper() + ".jpg";
    QTest::newRow("shorter") << sha.first(63) + ".jpg";
    QTest::newRow("longer") << sha + "a.jpg";
    QTest::newRow("no digits") << QByteArray(64, 'x') + ".jpg";
    QTest::newRow("up") << QByteArray("..%2f..%2fetc%2fpasswd");
    QTest::newRow("nothing") << QByteArray();
}

void TestCustomersPage::picture_unknown_isNotFound()
{
    QFETCH(QByteArray, name);
    const JsonAnswer answer = m_bench->get("/pictures/" + name);
    QCOMPARE(answer.status, 404);
    QVERIFY(answer.isError());
    QCOMPARE(answer.code(), u"not_found"_s);
}

void TestCustomersPage::picture_ofNoGood_isRefused()
{
    const Result<QString> given = await(m_bench->pictures().set(4'711, pictureFile(Qt::red)));
    QCOMPARE(given.error().reason, Error::Reason::UnknownProduct);
    QCOMPARE(await(m_bench->pictures().remove(4'711)).error().reason,
             Error::Reason::UnknownProduct);
    const Result<QString> bad = await(m_bench->pictures().set(firstGood(), "no picture"));
    QCOMPARE(bad.error().field, u"picture"_s);
}

void TestCustomersPage::cleanupTestCase()
{
    m_bench.reset();
}

QTEST_GUILESS_MAIN(TestCustomersPage)
#include "tst_customers_page.moc"
