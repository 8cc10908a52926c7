#pragma once

#include "catalogue.h"

#include <vector>

/// Places of a page run from 0 to below this.
constexpr int tilePlaceLimit = 10'000;

/// What stands on the page of @p category: product ids by place, 0 = an empty place. Saved places
/// win, also for goods of other categories; the category's own goods without one follow after the
/// last saved place by id, so nothing that hands know moves. A saved product that is no longer sold
/// leaves its place empty.
std::vector<qint64> tilePage(const Goods &goods, const QString &category);

/// All places of @p page to save after the tile at @p from was put at @p to: the two swap, or the
/// tile moves when @p to is empty. @p contents as tilePage() gives them; places in 0…9,999, @p to
/// may lie beyond the contents. An empty place moves nothing.
std::vector<TilePlace> movedTile(const QString &page, std::vector<qint64> contents, int from,
                                 int to);
