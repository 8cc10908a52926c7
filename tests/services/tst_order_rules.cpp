#include "order_rules.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

NewOrder goodOrder()
{
    return {.customerName = u"Zoë Crème 🎂 <b>"_s,
            .customerEmail = u"zoe@example.com"_s,
            .lines = {{1, Quantity::fromPieces(2)}, {2, Quantity::fromPieces(1)}}};
}

}

/// What is refused before the database is asked, and under which field's name.
class TestOrderRules : public QObject
{
    Q_OBJECT
private slots:
    void check_goodOrder_passes();
    void check_customerText_namesTheField_data();
    void check_customerText_namesTheField();
    void check_atTheCounter_needsNoCustomer();
    void check_lines_namesTheField_data();
    void check_lines_namesTheField();
    void check_hundredLinesOfOneProduct_areAddedUp();
    void email_isPlausible_data();
    void email_isPlausible();
};

void TestOrderRules::check_goodOrder_passes()
{
    QVERIFY(checkOrder(goodOrder()));
    NewOrder longest = goodOrder();
    longest.customerName = u"🎂"_s.repeated(100);
    longest.note = u"no nuts\r\nplease"_s;
    longest.customerPhone = u"+44 20 7946 0000"_s;
    QVERIFY(checkOrder(longest));
}

void TestOrderRules::check_customerText_namesTheField_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    const QString name = u"customer_name"_s;
    QTest::newRow("no name") << name << QString();
    QTest::newRow("name of blanks") << name << u" \u00a0\u2003"_s;
    QTest::newRow("name of invisible characters") << name << u"\u200b\u200d\ufeff"_s;
    QTest::newRow("name of 101 characters") << name << u"🎂"_s.repeated(101);
    QTest::newRow("name with NUL") << name << u"A\0B"_s;
    QTest::newRow("name with a line feed") << name << u"A\nB"_s;
    QTest::newRow("name with escape") << name << u"A\x1b[2J"_s;
    QTest::newRow("name with delete") << name << u"A\x7f"_s;
    QTest::newRow("name with C1") << name << (u"A"_s + QChar(0x9b));
    QTest::newRow("name that turns the text") << name << u"A\u202eB"_s;
    QTest::newRow("name that isolates the text") << name << u"A\u2066B"_s;
    QTest::newRow("name with a line separator") << name << u"A\u2028B"_s;
    QTest::newRow("name with half a pair") << name << (u"A"_s + QChar(0xd83c));
    QTest::newRow("name with a turned pair") << name << (QString(QChar(0xdf82)) + QChar(0xd83c));
    QTest::newRow("name with a noncharacter") << name << (u"A"_s + QChar(0xffff));
    const QString email = u"customer_email"_s;
    QTest::newRow("no e-mail") << email << QString();
    QTest::newRow("e-mail without @") << email << u"zoe.example.com"_s;
    QTest::newRow("e-mail of 255 characters")
        << email << (u"a@"_s + u"b."_s.repeated(126) + u"c"_s);
    QTest::newRow("e-mail with a header") << email << u"a@example.com\r\nBcc: b@example.com"_s;
    QTest::newRow("phone too long") << u"customer_phone"_s << u"1"_s.repeated(41);
    QTest::newRow("note too long") << u"note"_s << u"x"_s.repeated(501);
    QTest::newRow("note with escape") << u"note"_s << u"\x1b"_s;
}

void TestOrderRules::check_customerText_namesTheField()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    NewOrder order = goodOrder();
    const QHash<QString, QString *> places {{u"customer_name"_s, &order.customerName},
                                            {u"customer_email"_s, &order.customerEmail},
                                            {u"customer_phone"_s, &order.customerPhone},
                                            {u"note"_s, &order.note}};
    *places.value(field) = text;
    const Result<void> checked = checkOrder(order);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, Error::Code::Invalid);
    QCOMPARE(checked.error().field, field);
}

void TestOrderRules::check_atTheCounter_needsNoCustomer()
{
    NewOrder order = goodOrder();
    order.source = OrderSource::Counter;
    order.customerName.clear();
    order.customerEmail.clear();
    QVERIFY(checkOrder(order));
    order.customerEmail = u"nothing"_s;
    QVERIFY(!checkOrder(order));
}

void TestOrderRules::check_lines_namesTheField_data()
{
    using Lines = std::vector<NewOrder::Line>;
    QTest::addColumn<Lines>("lines");
    QTest::addColumn<QString>("field");
    QTest::addColumn<Error::Reason>("reason");
    const auto quantity = Error::Reason::BadQuantity;
    QTest::newRow("none") << Lines {} << u"items"_s << Error::Reason::MissingField;
    QTest::newRow("101 lines") << Lines(101, {1, Quantity::fromPieces(1)}) << u"items"_s
                               << Error::Reason::BadField;
    QTest::newRow("nothing of it") << Lines {{1, Quantity()}} << u"items[0].quantity"_s << quantity;
    QTest::newRow("less than nothing")
        << Lines {{1, Quantity::fromPieces(1)}, {2, Quantity::fromPieces(-1)}}
        << u"items[1].quantity"_s << quantity;
    QTest::newRow("1,000 pieces") << Lines {{1, Quantity::fromPieces(1'000)}}
                                  << u"items[0].quantity"_s << quantity;
    QTest::newRow("half a piece") << Lines {{1, Quantity::fromThousandths(1'500)}}
                                  << u"items[0].quantity"_s << quantity;
    QTest::newRow("1,000 pieces in two lines") << Lines {{1, Quantity::fromPieces(999)},
                                                         {2, Quantity::fromPieces(1)},
                                                         {1, Quantity::fromPieces(1)}}
                                               << u"items[2].quantity"_s << quantity;
}

void TestOrderRules::check_lines_namesTheField()
{
    QFETCH(std::vector<NewOrder::Line>, lines);
    QFETCH(QString, field);
    QFETCH(Error::Reason, reason);
    NewOrder order = goodOrder();
    order.lines = lines;
    const Result<void> checked = checkOrder(order);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, Error::Code::Invalid);
    QCOMPARE(checked.error().reason, reason);
    QCOMPARE(checked.error().field, field);
}

void TestOrderRules::check_hundredLinesOfOneProduct_areAddedUp()
{
    NewOrder order = goodOrder();
    order.lines = std::vector<NewOrder::Line>(100, {1, Quantity::fromPieces(9)});
    QVERIFY(checkOrder(order));
    order.lines = std::vector<NewOrder::Line>(100, {1, Quantity::fromPieces(10)});
    QVERIFY(!checkOrder(order));
}

void TestOrderRules::email_isPlausible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("plausible");
    QTest::newRow("plain") << u"zoe@example.com"_s << true;
    QTest::newRow("short") << u"a@b.c"_s << true;
    QTest::newRow("plus and dots") << u"zoe.creme+bread@shop.example.co.uk"_s << true;
    QTest::newRow("other letters") << u"zoë@bäckerei.example"_s << true;
    QTest::newRow("beyond letters") << u"zoe@b\u2019\U0001f370.example"_s << true;
    QTest::newRow("long label of other planes")
        << (u"zoe@"_s + u"\U00020000"_s.repeated(63) + u".example"_s) << true;
    QTest::newRow("space of another script") << u"zoe@b\u3000c.example"_s << false;
    QTest::newRow("apostrophe") << u"o'neil@example.com"_s << true;
    QTest::newRow("no @") << u"example.com"_s << false;
    QTest::newRow("nothing before @") << u"@example.com"_s << false;
    QTest::newRow("nothing after @") << u"zoe@"_s << false;
    QTest::newRow("two @") << u"a@b@example.com"_s << false;
    QTest::newRow("no dot in the name") << u"zoe@localhost"_s << false;
    QTest::newRow("blank") << u"zoe creme@example.com"_s << false;
    QTest::newRow("two dots") << u"zoe..creme@example.com"_s << false;
    QTest::newRow("dot first") << u".zoe@example.com"_s << false;
    QTest::newRow("empty label") << u"zoe@example..com"_s << false;
    QTest::newRow("hyphen last") << u"zoe@example-.com"_s << false;
    QTest::newRow("angle brackets") << u"Zoe <zoe@example.com>"_s << false;
    QTest::newRow("long local part") << (u"a"_s.repeated(65) + u"@example.com"_s) << false;
}

void TestOrderRules::email_isPlausible()
{
    QFETCH(QString, text);
    QFETCH(bool, plausible);
    QCOMPARE(isPlausibleEmail(text), plausible);
}

QTEST_GUILESS_MAIN(TestOrderRules)
#include "tst_order_rules.moc"
