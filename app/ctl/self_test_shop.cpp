#include "catalogue_file.h"
#include "console.h"
#include "migrations.h"
#include "self_test.h"
#include "till_settings.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

// What a shop does in a day, once: migrate, import, sell, take an order.

namespace {

constexpr int stock = 20;
constexpr int loaves = 2; // Of a sale, and of an order.
constexpr int rolls = 3;
constexpr qint64 loafMinor = 350;
constexpr qint64 rollMinor = 75;
constexpr qint64 givenMoreMinor = 500;
constexpr int completionLimitMs = 60'000;
constexpr qint64 soldMinor = loaves * loafMinor + rolls * rollMinor;

const QString loaf = u"Self-test loaf"_s;
const QString roll = u"Self-test roll"_s;
const QString ordersCall = u"/api/orders"_s;

QByteArray goodsFile()
{
    QString text = u"name,category,tax_class,price_minor,currency,stock\n"_s;
    for (const auto &[name, price] : {std::pair(loaf, loafMinor), std::pair(roll, rollMinor)})
        text += u"%1,Bread,selftest,%2,EUR,%3\n"_s.arg(name).arg(price).arg(stock);
    return text.toUtf8();
}

QByteArray ratesFile()
{
    return "tax_class,takeaway_bp,eat_in_bp,valid_from\nselftest,700,1900,2000-01-01\n";
}

Error wrong(const QString &what)
{
    return {.code = Error::Code::Conflict, .reason = Error::Reason::Defect, .detail = what};
}

QString answerWords(const QString &call, const WebAnswer &answer)
{
    return u"%1 answered %2 %3"_s.arg(call)
        .arg(answer.status)
        .arg(answer.body.value(u"error"_s).toString())
        .trimmed();
}

}

Result<QString> SelfTest::bringSchemaUp()
{
    const Result<void> up =
        await(QtConcurrent::run([home = m_home.get()] { return home->bringSchemaUp(); }));
    if (!up)
        return up.error();
    return u"the schema is at step %1"_s.arg(Migrations::newest());
}

Result<QString> SelfTest::importGoods()
{
    m_shop = std::make_unique<Shop>(*m_home, m_settings, m_clock, Shop::Parts {});
    const TaxFile rates = readTaxFile(ratesFile());
    const CatalogueFile goods = readCatalogueFile(goodsFile());
    if (const QStringList problems = rates.problems + goods.problems; !problems.isEmpty())
        return wrong(problems.first());
    CatalogueStore &store = m_shop->stores().catalogue;
    if (const auto taken = resultOf(store.importTax(rates.rates)); !taken)
        return taken.error();
    const Result<ImportSummary> taken =
        resultOf(store.importCatalogue(goods.rows, goods.currency, m_clock.now().date()));
    if (!taken)
        return taken.error();
    if (taken->added != int(goods.rows.size()))
        return wrong(u"%1 of %2 goods were added"_s.arg(taken->added).arg(goods.rows.size()));
    return u"%1 goods and their VAT rates"_s.arg(taken->added);
}

Result<QString> SelfTest::sell()
{
    if (const Result<void> opened = openTill(); !opened)
        return opened.error();
    const Result<Receipt> sold = sellBasket();
    if (!sold)
        return sold.error();
    const Result<Receipt> back = resultOf(m_till->till().refund(
        *sold, {{.line = 2, .quantity = Quantity::fromPieces(1)}}, TenderMethod::Cash));
    if (!back)
        return back.error();
    const Result<void> stored =
        until([this] { return m_till->waiting() == 0; }, u"the sales did not reach the database"_s);
    if (!stored)
        return stored.error();
    if (const Result<void> same = checkTakings(soldMinor - rollMinor); !same)
        return same.error();
    return u"receipts %1 and %2 (a sale and its refund) are in journal and database"_s
        .arg(sold->number)
        .arg(back->number);
}

Result<void> SelfTest::openTill()
{
    Stores &stores = m_shop->stores();
    Result<std::unique_ptr<CounterTill>> till = CounterTill::open(
        {m_home->directory(), stores.entries, stores.cache, m_clock}, tillSettingsOf(m_settings));
    if (!till)
        return till.error();
    m_till = *std::move(till);
    m_till->start();
    return until([this] { return m_till->till().state().tillNumber > 0; },
                 u"the till was not registered"_s);
}

Result<Receipt> SelfTest::sellBasket()
{
    const auto catalogue = resultOf(m_shop->stores().cache.fresh());
    if (!catalogue)
        return catalogue.error();
    Till &till = m_till->till();
    const QUuid basket = till.startBasket(TaxMode::TakeAway).uuid;
    for (const auto &[name, pieces] : {std::pair(loaf, loaves), std::pair(roll, rolls)}) {
        const std::vector<Product> &products = (*catalogue)->goods().products;
        const auto product = std::ranges::find(products, name, &Product::name);
        if (product == products.end())
            return wrong(name + u" is not on sale"_s);
        const Result<void> added = till.add(basket, product->id, Quantity::fromPieces(pieces));
        if (!added)
            return added.error();
    }
    const Money given = Money::fromMinor(soldMinor + givenMoreMinor);
    Result<Receipt> sold =
        resultOf(till.pay(basket, {{.method = TenderMethod::Cash, .amount = given}}));
    if (!sold)
        return sold.error();
    if (sold->number != 1 || sold->total.minor() != soldMinor
        || sold->change.minor() != givenMoreMinor)
        return wrong(u"the first receipt has number %1, total %2 and change %3"_s.arg(sold->number)
                         .arg(sold->total.minor())
                         .arg(sold->change.minor()));
    return sold;
}

Result<void> SelfTest::checkTakings(qint64 minor)
{
    const Result<Takings> takings =
        resultOf(m_shop->stores().audit.takingsOf(m_till->till().state().till));
    if (!takings)
        return takings.error();
    if (takings->receipts == 2 && takings->total.minor() == minor)
        return {};
    return wrong(
        u"the database holds %1 receipts over %2 instead of 2 over %3"_s.arg(takings->receipts)
            .arg(takings->total.minor())
            .arg(minor));
}

Result<QString> SelfTest::takeOrder()
{
    if (const Result<void> serving = serve(); !serving)
        return serving.error();
    const Result<qint64> before = stockOf(loaf);
    if (!before)
        return before.error();
    const Result<qint64> order = placeTwice();
    if (!order)
        return order.error();
    if (const Result<void> refused = refuseTooMany(); !refused)
        return refused.error();
    if (const Result<void> done = awaitCompletion(*order); !done)
        return done.error();
    const Result<qint64> after = stockOf(loaf);
    if (!after)
        return after.error();
    if (*after != *before - loaves)
        return wrong(u"the stock went from %1 to %2"_s.arg(*before).arg(*after));
    return u"an order over HTTP was taken once, made, and its goods are gone from the stock"_s;
}

Result<void> SelfTest::serve()
{
    if (const Result<void> started = m_shop->start(true); !started)
        return started.error();
    m_web = std::make_unique<WebCall>(QUrl(m_shop->apiUrl()));
    return {};
}

Result<qint64> SelfTest::stockOf(const QString &name)
{
    const QString call = u"/api/products"_s;
    const Result<WebAnswer> answer = resultOf(m_web->read(call));
    if (!answer)
        return answer.error();
    const QJsonArray products = answer->body.value(u"products"_s).toArray();
    for (const auto &product : products) {
        if (product.toObject().value(u"name"_s) == name)
            return product.toObject().value(u"stock"_s).toInteger();
    }
    return wrong(answerWords(call, *answer) + u" without "_s + name);
}

Result<WebAnswer> SelfTest::place(const QByteArray &key, int quantity)
{
    const std::shared_ptr<const Catalogue> catalogue = m_shop->stores().cache.current();
    const std::vector<Product> &products = catalogue->goods().products;
    const auto product = std::ranges::find(products, loaf, &Product::name);
    if (product == products.end())
        return wrong(loaf + u" is not on sale"_s);
    const QJsonObject item {{u"product_id"_s, product->id}, {u"quantity"_s, quantity}};
    return resultOf(m_web->send(ordersCall,
                                {{u"customer_name"_s, u"Self test"_s},
                                 {u"customer_email"_s, u"selftest@example.com"_s},
                                 {u"items"_s, QJsonArray {item}}},
                                key));
}

/// The second time as a customer whose connection broke before the answer.
Result<qint64> SelfTest::placeTwice()
{
    std::array<qint64, 2> ids {};
    for (qint64 &id : ids) {
        const Result<WebAnswer> answer = place("selftest-order", loaves);
        if (!answer)
            return answer.error();
        id = answer->body.value(u"order_id"_s).toInteger();
        if (id == 0)
            return wrong(answerWords(ordersCall, *answer));
    }
    if (ids.front() != ids.back())
        return wrong(u"the same key ordered twice"_s);
    return ids.front();
}

Result<void> SelfTest::refuseTooMany()
{
    constexpr int conflict = 409;
    const Result<WebAnswer> answer = place("selftest-too-many", stock + 1);
    if (!answer)
        return answer.error();
    return answer->status == conflict
        ? Result<void>()
        : wrong(u"more was ordered than is there: "_s + answerWords(ordersCall, *answer));
}

Result<void> SelfTest::awaitCompletion(qint64 order)
{
    const QString call = ordersCall + u"/%1"_s.arg(order);
    QString status;
    const QDeadlineTimer limit(completionLimitMs);
    while (status != u"completed"_s) {
        const Result<WebAnswer> answer = resultOf(m_web->read(call));
        if (!answer)
            return answer.error();
        status = answer->body.value(u"status"_s).toString();
        if (status.isEmpty() || status == u"cancelled"_s || limit.hasExpired())
            return wrong(
                u"the order was not made: %1 %2"_s.arg(answerWords(call, *answer), status));
    }
    return {};
}
