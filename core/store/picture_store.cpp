#include "picture_store.h"

#include "catalogue_reader.h"
#include "database_run.h"
#include "stock_listener.h"

using namespace Qt::StringLiterals;

namespace {

Error unknownProduct(qint64 product)
{
    return {
        .code = Error::Code::NotFound, .reason = Error::Reason::UnknownProduct, .product = product};
}

}

PictureStore::PictureStore(Database &orders, Database &reads, StockListener &listener,
                           const QString &origin)
    : m_orders(orders)
    , m_reads(reads)
    , m_listener(listener)
    , m_origin(origin)
{
}

QFuture<Result<QString>> PictureStore::set(qint64 product, const Picture &picture)
{
    return m_orders.run(
        [product, values = SqlValues {product, picture.kind, picture.content, m_origin},
         &listener = m_listener](Sql &sql) -> Result<QString> {
            const SqlRow row = *sql.one(u"picture_set"_s, values);
            if (row.isNull(0))
                return unknownProduct(product);
            listener.catalogueRead(readCatalogue(sql));
            return row.text(0);
        },
        Database::Repeat::Safe);
}

QFuture<Result<void>> PictureStore::remove(qint64 product)
{
    return m_orders.run(
        [product, origin = m_origin, &listener = m_listener](Sql &sql) -> Result<void> {
            if (!sql.one(u"picture_remove"_s, {product, origin})->flag(0))
                return unknownProduct(product);
            listener.catalogueRead(readCatalogue(sql));
            return {};
        },
        Database::Repeat::Safe);
}

QFuture<Result<QByteArray>> PictureStore::content(const PictureName &name)
{
    return m_reads.run(
        [name](Sql &sql) -> Result<QByteArray> {
            if (const std::optional<SqlRow> row =
                    sql.one(u"picture_content"_s, {name.sha, name.kind}))
                return row->bytes(0);
            return Error {.code = Error::Code::NotFound, .detail = u"no picture has this name"_s};
        },
        Database::Repeat::Safe);
}
