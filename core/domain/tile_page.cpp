#include "tile_page.h"

#include <QSet>

#include <algorithm>
#include <utility>

std::vector<qint64> tilePage(const Goods &goods, const QString &category)
{
    std::vector<qint64> page;
    QSet<qint64> placed;
    for (const TilePlace &tile : goods.tiles) {
        if (tile.page != category || tile.place < 0 || tile.place >= tilePlaceLimit)
            continue;
        const auto place = size_t(tile.place);
        page.resize(std::max(page.size(), place + 1));
        page[place] = goods.find(tile.product) ? tile.product : 0;
        placed.insert(tile.product);
    }
    for (const Product &product : goods.products) {
        if (product.category == category && !placed.contains(product.id))
            page.push_back(product.id);
    }
    while (!page.empty() && page.back() == 0)
        page.pop_back();
    return page;
}

std::vector<TilePlace> movedTile(const QString &page, std::vector<qint64> contents, int from,
                                 int to)
{
    Q_ASSERT(from >= 0 && from < tilePlaceLimit && to >= 0 && to < tilePlaceLimit);
    contents.resize(std::max({contents.size(), size_t(from) + 1, size_t(to) + 1}));
    if (contents[size_t(from)] != 0)
        std::swap(contents[size_t(from)], contents[size_t(to)]);
    std::vector<TilePlace> places;
    for (size_t place = 0; place < contents.size(); ++place) {
        if (contents[place] != 0)
            places.push_back({page, int(place), contents[place]});
    }
    return places;
}
