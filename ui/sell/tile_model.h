#pragma once

#include "figures.h"
#include "tokens.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class GoodsFeed;
struct Goods;
struct Product;

/// What one tile shows. Made when the goods change, so that painting only paints.
struct Tile {
    qint64 product = 0; ///< 0 = an empty place.
    QString name;
    QString picture; ///< As Product::picture.
    QString price;
    QString glyph;
    QString left; ///< "3 left", or empty.
    QString allergen; ///< "Nuts", or empty.
    CategoryKey category = CategoryKey::Now;
    bool soldOut = false;
    bool operator==(const Tile &) const = default;
};

/// The tiles of one page, as a table with the columns of the frame: place = row × columns + column.
/// Nothing moves when stock or search change. Owned by the tile grid; main thread.
class TileModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit TileModel(const GoodsFeed &goods, QObject *parent = nullptr);

    void setFigures(const Figures &figures);
    void setLowStock(int pieces); ///< From here down a tile says how many are left; 0 = never.
    void setShape(int columns, int rows); ///< At least so many rows are there.
    /// Shows @p products by place; 0 = empty.
    void setPlaces(std::vector<qint64> products);
    const std::vector<qint64> &places() const { return m_places; }
    /// After a change of goods: only tiles that look otherwise are painted again.
    void refresh();
    /// After a change of stock alone, as after each sale.
    void refreshStock();

    /// Null for an empty place.
    const Tile *tileAt(const QModelIndex &index) const;
    const std::vector<Tile> &tiles() const { return m_tiles; } ///< By place.
    int placeOf(const QModelIndex &index) const;
    QModelIndex indexOfPlace(int place) const;
    QModelIndex indexOfProduct(qint64 product) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    Tile tileOf(qint64 product);
    Tile lookOf(const Product &product) const;
    QString leftOf(const Product &product) const;
    static QString spokenOf(const Tile &tile);
    void rebuild();
    void tellChanged(size_t place);
    void forgetOldLooks();

    const GoodsFeed &m_goods;
    Figures m_figures;
    int m_lowStock = 5;
    int m_columns = 6;
    int m_rows = 6;
    std::vector<qint64> m_places;
    std::vector<Tile> m_tiles; // by place
    std::shared_ptr<const Goods> m_looksOf;
    QHash<qint64, Tile> m_looks; // Without stock, by product; each page needs only some of them.
};
