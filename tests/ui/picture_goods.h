#pragma once

#include "catalogue.h"

/// A shop for tests of the window and its pictures: eight categories, every kind of goods, made
/// from a table. Bulk goods on top where a test wants many.
namespace PictureGoods {
constexpr qint64 croissant = 1;
constexpr qint64 muffin = 3;
constexpr qint64 sourdough = 37;
constexpr qint64 looseCookies = 61;
constexpr qint64 otherGoods = 62;
constexpr qint64 coffee = 43;

std::shared_ptr<const Goods> goods(int bulk = 0);
CatalogueRead read(int bulk = 0);
}
