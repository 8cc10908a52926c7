#include "hours_store.h"

#include "catalogue_reader.h"
#include "database_run.h"
#include "stock_listener.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

static QString jsonText(const QJsonArray &list)
{
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

HoursStore::HoursStore(Database &orders, StockListener &listener, const QString &origin)
    : m_orders(orders)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<void>> HoursStore::setWeek(const std::array<OpeningSpans, 7> &week)
{
    QJsonArray list;
    for (int day = 0; day < int(week.size()); ++day) {
        for (const OpeningSpan &span : week.at(std::size_t(day)))
            list.append(QJsonArray {day + 1, span.from, span.to});
    }
    return m_orders.run(
        [values = SqlValues {jsonText(list), m_origin},
         &listener = m_listener](Sql &sql) -> Result<void> {
            sql.one(u"hours_set_week"_s, values);
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}

QFuture<Result<void>> HoursStore::setException(const OpeningException &exception)
{
    QJsonArray list;
    for (const OpeningSpan &span : exception.spans)
        list.append(QJsonArray {span.from, span.to});
    return m_orders.run(
        [values = SqlValues {exception.day, exception.name, jsonText(list), m_origin},
         &listener = m_listener](Sql &sql) -> Result<void> {
            sql.one(u"hours_set_exception"_s, values);
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}

static Result<bool> drop(Sql &sql, StockListener &listener, const SqlValues &values)
{
    if (!sql.one(u"hours_drop_exception"_s, values)->flag(0))
        return false;
    listener.catalogueRead(readCatalogue(sql));
    return true;
}

QFuture<Result<bool>> HoursStore::dropException(QDate day)
{
    return m_orders.run([values = SqlValues {day, m_origin},
                         &listener = m_listener](Sql &sql) { return drop(sql, listener, values); },
                        Database::Repeat::Safe);
}
