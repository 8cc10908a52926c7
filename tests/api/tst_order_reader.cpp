#include "order_reader.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Names and types in the body of an order.
class TestOrderReader : public QObject
{
    Q_OBJECT

private slots:
    void readOrder_documentedBody_givesTheOrder();
    void readOrder_phoneAndNote_areTaken();
    void readOrder_badBody_namesTheField_data();
    void readOrder_badBody_namesTheField();
    void addKey_sameOrder_givesTheSameHashes();
    void addKey_otherOrder_givesAnotherHash_data();
    void addKey_otherOrder_givesAnotherHash();
    void addKey_badKey_isRefused_data();
    void addKey_badKey_isRefused();
};

namespace {

constexpr auto documented = R"({"customer_name":"Zoë","customer_email":"zoe@example.com",
    "items":[{"product_id":2,"quantity":3,"price":0},{"product_id":1,"quantity":1}],
    "status":"completed"})";

Result<NewOrder> orderIn(const QByteArray &text)
{
    const auto body = readJson(text);
    return body ? readOrder(*body) : body.error();
}

}

void TestOrderReader::readOrder_documentedBody_givesTheOrder()
{
    const auto order = orderIn(documented);
    QVERIFY(order);
    const NewOrder expected {.source = OrderSource::Web,
                             .customerName = u"Zoë"_s,
                             .customerEmail = u"zoe@example.com"_s,
                             .lines = {{.product = 2, .quantity = Quantity::fromPieces(3)},
                                       {.product = 1, .quantity = Quantity::fromPieces(1)}}};
    QVERIFY(*order == expected);
}

void TestOrderReader::readOrder_phoneAndNote_areTaken()
{
    const auto order = orderIn(R"({"customer_name":"a","customer_email":"b","items":[],)"
                               R"("customer_phone":"+49 30","note":"Sliced\nthin"})");
    QVERIFY(order);
    QCOMPARE(order->customerPhone, u"+49 30"_s);
    QCOMPARE(order->note, u"Sliced\nthin"_s);
    const auto none = orderIn(R"({"customer_name":"a","customer_email":"b","items":[],)"
                              R"("customer_phone":null,"note":null})");
    QVERIFY(none && none->customerPhone.isEmpty() && none->note.isEmpty());
}

void TestOrderReader::readOrder_badBody_namesTheField_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &body, const QString &field) {
        QTest::newRow(name) << body << field;
    };
    const auto items = [&row](const char *name, const QByteArray &list, const QString &field) {
        row(name, R"({"customer_name":"A","customer_email":"a@b.c","items":)" + list + '}', field);
    };
    row("array", "[]", u"body"_s);
    row("number", "1", u"body"_s);
    row("null", "null", u"body"_s);
    row("no name", R"({"customer_email":"a","items":[]})", u"customer_name"_s);
    row("null as name", R"({"customer_name":null,"customer_email":"a","items":[]})",
        u"customer_name"_s);
    row("number as name", R"({"customer_name":1,"customer_email":"a","items":[]})",
        u"customer_name"_s);
    row("no e-mail", R"({"customer_name":"a","items":[]})", u"customer_email"_s);
    row("array as e-mail", R"({"customer_name":"a","customer_email":[],"items":[]})",
        u"customer_email"_s);
    row("number as phone",
        R"({"customer_name":"a","customer_email":"a","items":[],"customer_phone":1})",
        u"customer_phone"_s);
    row("array as note", R"({"customer_name":"a","customer_email":"a","items":[],"note":[]})",
        u"note"_s);
    row("no items", R"({"customer_name":"a","customer_email":"a"})", u"items"_s);
    items("object as items", "{}", u"items"_s);
    items("number as item", "[1]", u"items[0]"_s);
    items("no product", R"([{"quantity":1}])", u"items[0].product_id"_s);
    items("text as product", R"([{"product_id":"1","quantity":1}])", u"items[0].product_id"_s);
    items("broken product", R"([{"product_id":1.5,"quantity":1}])", u"items[0].product_id"_s);
    items("product beyond 64 bits", R"([{"product_id":9223372036854775808,"quantity":1}])",
          u"items[0].product_id"_s);
    items("no quantity", R"([{"product_id":1}])", u"items[0].quantity"_s);
    items("null as quantity", R"([{"product_id":1,"quantity":null}])", u"items[0].quantity"_s);
    items("true as quantity", R"([{"product_id":1,"quantity":true}])", u"items[0].quantity"_s);
    items("broken quantity", R"([{"product_id":1,"quantity":1.5}])", u"items[0].quantity"_s);
    items("quantity with a point", R"([{"product_id":1,"quantity":2.0}])", u"items[0].quantity"_s);
    items("quantity with an exponent", R"([{"product_id":1,"quantity":1e3}])",
          u"items[0].quantity"_s);
    items("fault in the third item",
          R"([{"product_id":1,"quantity":1},{"product_id":1,"quantity":1},{}])",
          u"items[2].product_id"_s);
}

void TestOrderReader::readOrder_badBody_namesTheField()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const auto order = orderIn(body);
    QVERIFY(!order);
    QCOMPARE(int(order.error().code), int(Error::Code::Invalid));
    QCOMPARE(order.error().field, field);
}

void TestOrderReader::addKey_sameOrder_givesTheSameHashes()
{
    auto one = orderIn(documented);
    auto other = orderIn(R"( {"items":[{"quantity":1,"product_id":2},{"product_id":1,"quantity":1},
        {"product_id":2,"quantity":2}],
        "customer_email":"zoe@example.com","customer_name":"Zo\u00eb"} )");
    QVERIFY(one && other);
    QVERIFY(addKey(*one, "key 1"));
    QVERIFY(addKey(*other, "key 1"));
    QCOMPARE(one->keyHash.size(), 32);
    QCOMPARE(one->keyHash, other->keyHash);
    QCOMPARE(one->requestHash, other->requestHash);
    QVERIFY(addKey(*other, "key 2"));
    QVERIFY(one->keyHash != other->keyHash);
}

void TestOrderReader::addKey_otherOrder_givesAnotherHash_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("email");
    QTest::addColumn<QByteArray>("item");
    const QByteArray item = R"({"product_id":2,"quantity":3})";
    QTest::newRow("other name") << QByteArray("B") << QByteArray("a@b.c") << item;
    QTest::newRow("other e-mail") << QByteArray("A") << QByteArray("a@b.d") << item;
    QTest::newRow("other product")
        << QByteArray("A") << QByteArray("a@b.c") << QByteArray(R"({"product_id":3,"quantity":3})");
    QTest::newRow("other quantity")
        << QByteArray("A") << QByteArray("a@b.c") << QByteArray(R"({"product_id":2,"quantity":4})");
    QTest::newRow("letter moved") << QByteArray("Aa") << QByteArray("@b.c") << item;
}

void TestOrderReader::addKey_otherOrder_givesAnotherHash()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, email);
    QFETCH(QByteArray, item);
    const auto hash = [](const QByteArray &customer, const QByteArray &mail,
                         const QByteArray &line) {
        auto order = orderIn(R"({"customer_name":")" + customer + R"(","customer_email":")" + mail
                             + R"(","items":[)" + line + "]}");
        return order && addKey(*order, "k") ? order->requestHash : QByteArray();
    };
    const QByteArray first = hash("A", "a@b.c", R"({"product_id":2,"quantity":3})");
    const QByteArray second = hash(name, email, item);
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    QVERIFY(first != second);
}

void TestOrderReader::addKey_badKey_isRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("good");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("255 characters") << QByteArray(255, 'k') << true;
    QTest::newRow("256 characters") << QByteArray(256, 'k') << false;
    QTest::newRow("UTF-8") << QByteArray("\xc3\xab") << false;
    QTest::newRow("tab") << QByteArray("a\tb") << false;
    QTest::newRow("space inside") << QByteArray("a b") << true;
}

void TestOrderReader::addKey_badKey_isRefused()
{
    QFETCH(QByteArray, key);
    QFETCH(bool, good);
    NewOrder order;
    const auto added = addKey(order, key);
    QCOMPARE(bool(added), good);
    if (!good)
        QCOMPARE(added.error().field, u"Idempotency-Key"_s);
}

QTEST_GUILESS_MAIN(TestOrderReader)
#include "tst_order_reader.moc"
