#pragma once

#include "badge.h"
#include "face.h"
#include "name_layout.h"
#include "theme.h"

#include <QHash>
#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

#include <vector>

class PictureShelf;
class TileModel;
struct Tile;

/// Paints tiles. Names are laid out once for a width and a theme; painting lays out nothing. Owned
/// by the tile grid; main thread.
class TileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    TileDelegate(const Theme &theme, const TileModel &model, QObject *parent = nullptr);

    void setPictures(PictureShelf *pictures) { m_pictures = pictures; }
    void setTileSize(QSize tile);
    QSize tileSize() const { return m_tile; }
    void setPressed(const QModelIndex &index) { m_pressed = index; }
    void setFocused(const QModelIndex &index) { m_focused = index; }
    void setPicked(const QModelIndex &index) { m_picked = index; }
    void setArranging(bool arranging) { m_arranging = arranging; }
    void setPill(const QString &text) { m_pill = text; }
    /// The page's names were exchanged: decides again whether they are all written smaller.
    void choosePageStyle();
    /// Forgets what was laid out: theme or size changed.
    void forget();
    /// Whether every name of the page fits in two lines; for tests.
    bool namesFit() const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const NameLayout &nameOf(const Tile &tile) const;
    bool fits(const Tile &tile) const;
    qreal nameWidth() const;
    void paintEmpty(QPainter &painter, const QRectF &rect) const;
    void paintTile(QPainter &painter, const QRectF &rect, const Tile &tile,
                   const QModelIndex &index) const;
    QRectF roomOfCorner(const QRectF &inner, const Tile &tile) const;
    std::vector<Badge> badgesOf(const Tile &tile) const;
    void paintCorner(QPainter &painter, const QRectF &inner, const Tile &tile) const;
    void paintGlyph(QPainter &painter, const QRectF &inner, const Tile &tile) const;

    const Theme &m_theme;
    const TileModel &m_model;
    PictureShelf *m_pictures = nullptr;
    QSize m_tile {192, 144};
    QFont m_nameFont; ///< Of the whole page.
    QPersistentModelIndex m_pressed;
    QPersistentModelIndex m_focused;
    QPersistentModelIndex m_picked;
    bool m_arranging = false;
    QString m_pill;
    // By size of text, then name.
    mutable QHash<int, QHash<QString, NameLayout>> m_names;
    mutable QHash<int, QHash<QString, bool>> m_fits;
};
