#pragma once

#include "catalogue.h"
#include "order_query.h"
#include "partner_change.h"

#include <QTimeZone>

// What partners are answered; amounts with the currency's @p decimals.

/// The public view of an order, and what staff knows of it.
QByteArray partnerOrderText(const Order &order, int decimals, const QTimeZone &zone);
QByteArray orderPageText(const OrderPage &page, int decimals, const QTimeZone &zone);
/// All goods on sale.
QByteArray partnerProductsText(const Catalogue &catalogue);
/// The one at @p index.
QByteArray partnerProductText(const Catalogue &catalogue, int index);
QByteArray stockText(const Catalogue &catalogue);
/// A change of a product or its stock.
QByteArray changeText(const PartnerChange &change, int decimals);
