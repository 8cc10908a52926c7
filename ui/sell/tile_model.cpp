#include "tile_model.h"

#include "allergen_words.h"
#include "glyphs.h"
#include "goods_feed.h"

#include <algorithm>

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
    m_tiles.clear();
    m_tiles.reserve(m_places.size());
    for (const qint64 product : m_places)
        m_tiles.push_back(tileOf(product));
}

void TileModel::refresh()
{
    for (size_t place = 0; place < m_places.size(); ++place) {
        Tile tile = tileOf(m_places[place]);
        if (tile == m_tiles[place])
            continue;
        m_tiles[place] = std::move(tile);
        const QModelIndex changed = indexOfPlace(int(place));
        emit dataChanged(changed, changed);
    }
}

Tile TileModel::tileOf(qint64 product) const
{
    const Product *known = m_goods.find(product);
    if (!known)
        return {};
    const std::vector<Category> &categories = m_goods.catalogue()->goods().categories;
    const auto category = std::ranges::find(categories, known->category, &Category::name);
    const CategoryColour colour = category == categories.end()
        ? guessedColour(known->category, int(categories.size()))
        : category->colour;
    Tile tile {.product = known->id,
               .name = known->name,
               .price = m_figures.price(*known),
               .glyph = glyphOf(known->name, colour),
               .category = categoryKey(colour),
               .soldOut = !known->available};
    if (known->unit == SaleUnit::Piece && m_lowStock > 0) {
        // Nothing left in the books may mean that nobody counts it: the shelf knows better.
        const qint64 pieces = m_goods.stockOf(product).wholePieces();
        if (pieces > 0 && pieces <= m_lowStock)
            tile.left = tr("%n left", "pieces on a tile's badge", int(pieces));
    }
    if (known->allergens)
        tile.allergen = allergenBadge(*known->allergens);
    describe(tile);
    return tile;
}

void TileModel::describe(Tile &tile) const
{
    QStringList parts {QString(tile.name).remove(QChar(QChar::SoftHyphen)), tile.price};
    if (tile.soldOut)
        parts << tr("sold out");
    else if (!tile.left.isEmpty())
        parts << tile.left;
    if (!tile.allergen.isEmpty())
        parts << tile.allergen;
    parts.removeAll(QString());
    tile.spoken = parts.join(u", "_s);
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
        return tile->spoken;
    default:
        return {};
    }
}

Qt::ItemFlags TileModel::flags(const QModelIndex &index) const
{
    return tileAt(index) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsEnabled;
}
