#include "tile_model.h"

#include "allergen_words.h"
#include "category_key.h"
#include "goods_feed.h"
#include "goods_glyph.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

TileModel::TileModel(const GoodsFeed &goods, QObject *parent)
    : QAbstractTableModel(parent)
    , m_goods(goods)
{
}

void TileModel::setFigures(const Figures &figures)
{
    if (m_figures == figures)
        return;
    m_figures = figures;
    m_looks.clear();
    refresh();
}

void TileModel::setLowStock(int pieces)
{
    m_lowStock = pieces;
    refresh();
}

void TileModel::setShape(int columns, int rows)
{
    if (m_columns == columns && m_rows == rows)
        return;
    beginResetModel();
    m_columns = columns;
    m_rows = rows;
    endResetModel();
}

void TileModel::setPlaces(std::vector<qint64> products)
{
    if (m_places == products) {
        refresh();
        return;
    }
    beginResetModel();
    m_places = std::move(products);
    rebuild();
    endResetModel();
}

void TileModel::rebuild()
{
    forgetOldLooks();
    m_tiles.clear();
    m_tiles.reserve(m_places.size());
    for (const qint64 product : m_places)
        m_tiles.push_back(tileOf(product));
}

void TileModel::refresh()
{
    forgetOldLooks();
    for (size_t place = 0; place < m_places.size(); ++place) {
        Tile tile = tileOf(m_places[place]);
        if (tile == m_tiles[place])
            continue;
        m_tiles[place] = std::move(tile);
        tellChanged(place);
    }
}

void TileModel::refreshStock()
{
    for (size_t place = 0; place < m_tiles.size(); ++place) {
        const Product *known = m_goods.find(m_tiles[place].product);
        QString left = known ? leftOf(*known) : QString();
        if (left == m_tiles[place].left)
            continue;
        m_tiles[place].left = std::move(left);
        tellChanged(place);
    }
}

void TileModel::tellChanged(size_t place)
{
    const QModelIndex changed = indexOfPlace(int(place));
    emit dataChanged(changed, changed);
}

void TileModel::forgetOldLooks()
{
    const Catalogue *catalogue = m_goods.catalogue();
    const std::shared_ptr<const Goods> goods = catalogue ? catalogue->sharedGoods() : nullptr;
    if (goods != std::exchange(m_looksOf, goods))
        m_looks.clear();
}

Tile TileModel::tileOf(qint64 product)
{
    const Product *known = m_goods.find(product);
    if (!known)
        return {};
    const auto made = m_looks.constFind(product);
    Tile tile = made != m_looks.constEnd() ? *made : *m_looks.insert(product, lookOf(*known));
    tile.left = leftOf(*known);
    return tile;
}

Tile TileModel::lookOf(const Product &product) const
{
    const std::vector<Category> &categories = m_goods.catalogue()->goods().categories;
    const auto category = std::ranges::find(categories, product.category, &Category::name);
    const CategoryColour colour = category == categories.end()
        ? guessedColour(product.category, int(categories.size()))
        : category->colour;
    return {.product = product.id,
            .name = product.name,
            .picture = product.picture,
            .price = m_figures.price(product),
            .glyph = glyphOf(product.name, colour),
            .allergen = product.allergens ? allergenBadge(*product.allergens) : QString(),
            .category = categoryKey(colour),
            .soldOut = !product.available};
}

QString TileModel::leftOf(const Product &product) const
{
    if (product.unit != SaleUnit::Piece || m_lowStock <= 0)
        return {};
    // Nothing left in the books may mean that nobody counts it: the shelf knows better.
    const qint64 pieces = m_goods.stockOf(product.id).wholePieces();
    return pieces > 0 && pieces <= m_lowStock
        ? tr("%n left", "pieces on a tile's badge", int(pieces))
        : QString();
}

QString TileModel::spokenOf(const Tile &tile)
{
    QStringList parts {QString(tile.name).remove(QChar(QChar::SoftHyphen)), tile.price};
    if (tile.soldOut)
        parts << tr("sold out");
    else if (!tile.left.isEmpty())
        parts << tile.left;
    if (!tile.allergen.isEmpty())
        parts << tile.allergen;
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

const Tile *TileModel::tileAt(const QModelIndex &index) const
{
    const int place = placeOf(index);
    if (place < 0 || size_t(place) >= m_tiles.size() || m_tiles[size_t(place)].product == 0)
        return nullptr;
    return &m_tiles[size_t(place)];
}

int TileModel::placeOf(const QModelIndex &index) const
{
    return index.isValid() ? index.row() * m_columns + index.column() : -1;
}

QModelIndex TileModel::indexOfPlace(int place) const
{
    return place < 0 ? QModelIndex() : index(place / m_columns, place % m_columns);
}

QModelIndex TileModel::indexOfProduct(qint64 product) const
{
    const auto found = std::ranges::find(m_places, product);
    return found == m_places.end() ? QModelIndex() : indexOfPlace(int(found - m_places.begin()));
}

int TileModel::rowCount(const QModelIndex &parent) const
{
    const int filled = (int(m_places.size()) + m_columns - 1) / m_columns;
    return parent.isValid() ? 0 : std::max(m_rows, filled);
}

int TileModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant TileModel::data(const QModelIndex &index, int role) const
{
    const Tile *tile = tileAt(index);
    if (!tile)
        return role == Qt::AccessibleTextRole ? QVariant(tr("Empty place")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return tile->name;
    case Qt::AccessibleTextRole:
        return spokenOf(*tile);
    default:
        return {};
    }
}

Qt::ItemFlags TileModel::flags(const QModelIndex &index) const
{
    return tileAt(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsEnabled;
}
