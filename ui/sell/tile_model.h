#pragma once

#include "figures.h"
#include "tokens.h"

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <vector>

class GoodsFeed;

/// What one tile shows. Made when the goods change, so that painting only paints.
struct Tile {
    qint64 product = 0; ///< 0 = an empty place.
    QString name;
    QString price;
    QString glyph;
    QString spoken; ///< For screen readers: name, price, state.
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
    /// After a change of goods or stock: only tiles that look otherwise are painted again.
    void refresh();

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
    Tile tileOf(qint64 product) const;
    void describe(Tile &tile) const;
    void rebuild();

    const GoodsFeed &m_goods;
    Figures m_figures;
    int m_lowStock = 5;
    int m_columns = 6;
    int m_rows = 6;
    std::vector<qint64> m_places;
    std::vector<Tile> m_tiles; // by place
};
