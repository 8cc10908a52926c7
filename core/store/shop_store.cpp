#include "shop_store.h"

#include "catalogue_reader.h"
#include "database_run.h"
#include "stock_listener.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

static QString ratesText(const std::vector<TaxRate> &rates)
{
    QJsonArray list;
    for (const TaxRate &rate : rates)
        list.append(QJsonObject {{u"class"_s, rate.taxClass},
                                 {u"mode"_s, taxModeWord(rate.mode)},
                                 {u"from"_s, rate.validFrom.toString(Qt::ISODate)},
                                 {u"rate"_s, rate.rateBp}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

ShopStore::ShopStore(Database &orders, StockListener &listener, const QString &origin)
    : m_orders(orders)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<void>> ShopStore::setUp(const Currency &currency, const std::vector<TaxRate> &rates)
{
    return m_orders.run(
        [values = SqlValues {currency.code, currency.decimals, ratesText(rates), m_origin},
         &listener = m_listener](Sql &sql) -> Result<void> {
            if (sql.one(u"shop_set_up"_s, values)->text(0) == u"currency_fixed"_s)
                return Error {.code = Error::Code::Conflict,
                              .reason = Error::Reason::CurrencyFixed,
                              .field = u"currency"_s};
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}
