#pragma once

#include "picture.h"
#include "result.h"

#include <QFuture>

class Database;
class StockListener;

/// Pictures of goods in PostgreSQL. Thread-safe; owned by the shop.
class PictureStore
{
public:
    /// Changes go by @p orders, as all of the catalogue; contents are read by @p reads.
    PictureStore(Database &orders, Database &reads, StockListener &listener, const QString &origin);

    /// In the place of the one that the product had; gives the picture's name. Errors:
    /// NotFound/UnknownProduct.
    QFuture<Result<QString>> set(qint64 product, const Picture &picture);
    /// Also where there is none. Errors: NotFound/UnknownProduct.
    QFuture<Result<void>> remove(qint64 product);
    /// Errors: NotFound.
    QFuture<Result<QByteArray>> content(const PictureName &name);

private:
    Database &m_orders;
    Database &m_reads;
    StockListener &m_listener;
    const QString m_origin;
};
