#include "gzip.h"
#include "products_page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;

/// The goods as the API shows them.
class TestProductsPage : public QObject
{
    Q_OBJECT

private slots:
    void answer_showsPiecesOnly();
    void answer_pricesAreExact();
    void answer_knownTag_isNotModified();
    void answer_packed_isTheSameText();
    void answer_newSnapshot_hasANewTag();
};

namespace {

std::shared_ptr<const Catalogue> catalogueWith(qint64 stock, int decimals = 2)
{
    Goods goods {.currency = {.code = u"EUR"_s, .decimals = decimals}};
    goods.products = {
        {.id = 1,
         .name = u"Roll \"1\""_s,
         .category = u"Rolls"_s,
         .price = Money::fromMinor(5),
         .allergens = QStringList {u"gluten"_s}},
        {.id = 2, .name = u"Cheese"_s, .price = Money::fromMinor(1990), .unit = SaleUnit::Weight},
        {.id = 3,
         .name = u"Crème"_s,
         .price = Money::fromMinor(123450),
         .available = false,
         .allergens = QStringList()},
        {.id = 4, .name = u"Cake"_s, .price = Money::fromMinor(350)},
    };
    const std::vector<Quantity> shown {Quantity::fromThousandths(stock), Quantity::fromPieces(9),
                                       Quantity::fromPieces(7), Quantity::fromThousandths(-500)};
    return std::make_shared<const Catalogue>(std::make_shared<const Goods>(std::move(goods)), shown,
                                             QDateTime::currentDateTimeUtc());
}

QByteArray unpacked(const QByteArray &packed)
{
    QByteArray plain(100'000, '\0');
    z_stream stream {};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_out = uInt(plain.size());
    const int outcome = inflate(&stream, Z_FINISH);
    plain.truncate(outcome == Z_STREAM_END ? qsizetype(stream.total_out) : 0);
    inflateEnd(&stream);
    return plain;
}

QByteArray tagOf(const Answer &answer)
{
    const qsizetype at = answer.headers.indexOf("ETag: ") + 6;
    return answer.headers.mid(at, answer.headers.indexOf("\r\n", at) - at);
}

}

void TestProductsPage::answer_showsPiecesOnly()
{
    ProductsPage page;
    const Answer answer = page.answer(catalogueWith(2'999), {}, {});
    QCOMPARE(answer.status, 200);
    const QJsonArray products = QJsonDocument::fromJson(answer.body)["products"_L1].toArray();
    QCOMPARE(products.size(), 3);
    const QJsonObject roll = products[0].toObject();
    QCOMPARE(roll["id"_L1].toInteger(), 1);
    QCOMPARE(roll["name"_L1].toString(), u"Roll \"1\""_s);
    QCOMPARE(roll["description"_L1].toString(), QString());
    QCOMPARE(roll["category"_L1].toString(), u"Rolls"_s);
    QCOMPARE(roll["stock"_L1].toInteger(), 2);
    QCOMPARE(roll["available"_L1].toBool(), true);
    QCOMPARE(roll["allergens"_L1].toArray(), QJsonArray {u"gluten"_s});
    const QJsonObject creme = products[1].toObject();
    QCOMPARE(creme["name"_L1].toString(), u"Crème"_s);
    QCOMPARE(creme["stock"_L1].toInteger(), 0);
    QCOMPARE(creme["available"_L1].toBool(), false);
    QVERIFY(creme["allergens"_L1].isArray());
    const QJsonObject cake = products[2].toObject();
    QCOMPARE(cake["stock"_L1].toInteger(), 0);
    QVERIFY(cake["allergens"_L1].isNull());
}

void TestProductsPage::answer_pricesAreExact()
{
    ProductsPage page;
    QVERIFY(page.answer(catalogueWith(0), {}, {}).body.contains("\"price\":0.05,"));
    QVERIFY(page.answer(catalogueWith(0), {}, {}).body.contains("\"price\":1234.50,"));
    QVERIFY(page.answer(catalogueWith(0, 0), {}, {}).body.contains("\"price\":123450,"));
    QVERIFY(page.answer(catalogueWith(0, 3), {}, {}).body.contains("\"price\":123.450,"));
}

void TestProductsPage::answer_knownTag_isNotModified()
{
    ProductsPage page;
    const auto catalogue = catalogueWith(1'000);
    const QByteArray tag = tagOf(page.answer(catalogue, {}, {}));
    QVERIFY(tag.startsWith('"') && tag.size() > 10);
    const Answer known = page.answer(catalogue, "\"other\", W/" + tag, {});
    QCOMPARE(known.status, 304);
    QCOMPARE(known.body, QByteArray());
    QCOMPARE(tagOf(known), tag);
    QCOMPARE(page.answer(catalogue, "*", {}).status, 304);
    QCOMPARE(page.answer(catalogue, "\"other\"", {}).status, 200);
    QCOMPARE(page.answer(catalogue, tag, "gzip").status, 200);
}

void TestProductsPage::answer_packed_isTheSameText()
{
    ProductsPage page;
    const auto catalogue = catalogueWith(1'000);
    const Answer plain = page.answer(catalogue, {}, {});
    const Answer packed = page.answer(catalogue, {}, "gzip, deflate");
    QVERIFY(packed.headers.contains("Content-Encoding: gzip\r\n"));
    QCOMPARE(packed.vary, "Accept-Encoding");
    QCOMPARE(plain.vary, "Accept-Encoding");
    QCOMPARE(unpacked(packed.body), plain.body);
    QVERIFY(tagOf(packed) != tagOf(plain));
    QCOMPARE(page.answer(catalogue, tagOf(packed), "gzip").status, 304);
    QCOMPARE(unpacked(gzipped(QByteArray())), QByteArray());
}

void TestProductsPage::answer_newSnapshot_hasANewTag()
{
    ProductsPage page;
    const Answer first = page.answer(catalogueWith(1'000), {}, "gzip");
    QVERIFY(page.answer(catalogueWith(1'000), {}, "gzip") == first);
    const Answer second = page.answer(catalogueWith(5'000), tagOf(first), "gzip");
    QCOMPARE(second.status, 200);
    QVERIFY(tagOf(second) != tagOf(first));
    QVERIFY(unpacked(second.body).contains("\"stock\":5,"));
}

QTEST_GUILESS_MAIN(TestProductsPage)
#include "tst_products_page.moc"
