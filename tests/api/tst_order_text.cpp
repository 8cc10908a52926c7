#include "order_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The public view of an order, letter by letter.
class TestOrderText : public QObject
{
    Q_OBJECT

private slots:
    void orderText_isTheDocumentedForm();
};

void TestOrderText::orderText_isTheDocumentedForm()
{
    const Order order {.publicId = 4711,
                       .pickupCode = u"AB3DE"_s,
                       .state = OrderState::InProduction,
                       .customerName = u"Zoë \"<b>\""_s,
                       .placedAt = QDateTime(QDate(2023, 3, 15), QTime(13, 30, 45, 123), Qt::UTC),
                       .placedMicros = 123'456,
                       .lines = {{.product = 1,
                                  .productName = u"Bread"_s,
                                  .quantity = Quantity::fromPieces(2),
                                  .unitPrice = Money::fromMinor(350),
                                  .total = Money::fromMinor(700)}},
                       .total = Money::fromMinor(700)};
    QCOMPARE(orderText(order, 2, QTimeZone("Europe/Berlin")),
             R"({"order_id":4711,"customer_name":"Zoë \"<b>\"","status":"processing",)"
             R"("created_at":"2023-03-15T14:30:45.123456",)"
             R"("created_at_utc":"2023-03-15T13:30:45.123456Z",)"
             R"("pickup_code":"AB3DE","pickup_at_utc":null,)"
             R"("items":[{"product_id":1,"product_name":"Bread","quantity":2,)"
             R"("unit_price":3.50,"total_price":7.00}],"total":7.00})");
    const QDateTime pickup(QDate(2026, 11, 27), QTime(6, 0), Qt::UTC);
    QCOMPARE(placedText({.publicId = 9,
                         .pickupCode = u"XYZ"_s,
                         .state = OrderState::Ready,
                         .pickupAt = pickup}),
             R"({"order_id":9,"status":"pending","pickup_code":"XYZ",)"
             R"("status_url":"/api/orders/9","pickup_at_utc":"2026-11-27T06:00:00Z"})");
}

QTEST_GUILESS_MAIN(TestOrderText)
#include "tst_order_text.moc"
