#pragma once

#include "catalogue.h"

#include <QByteArray>

#include <optional>

/// The part of a snapshot that changes often: stock, in the order of the goods, and the tills'
/// heads.
struct StockPart {
    std::vector<StockLevel> stock;
    QHash<QUuid, qint64> heads;
};

/// How the parts of a snapshot are written. Nothing when a text cannot be read.
QByteArray goodsText(const Goods &goods);
std::optional<Goods> goodsFromText(const QByteArray &text);
QByteArray stockText(const CatalogueRead &read);
std::optional<StockPart> stockFromText(const QByteArray &text);
