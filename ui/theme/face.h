#pragma once

#include <QBrush>
#include <QColor>
#include <QRectF>

class QPainter;
class Theme;
struct CategoryLook;

/// The shape of a key, tile, chip or card: a face with a lower edge. A value.
struct Face {
    QBrush fill;
    QColor edge; ///< Lower edge; not valid: none, the face fills the shape.
    QColor border; ///< Not valid: none.
    qreal borderWidth = 1;
    qreal radius = 8;
    int edgeHeight = 3;
    bool pressed = false; ///< The edge goes.
    bool focused = false; ///< A ring outside the shape: 2 px gap, 3 px wide. Leave 5 px.
    bool dashed = false; ///< The border is dashed and there is no edge.
    QColor focusColor;
    QColor band; ///< High contrast: a strong band at the top; not valid: none.
    int bandHeight = 8;
};

/// Room that the focus ring needs outside a shape.
inline constexpr int focusRoom = 5;

/// Fills @p rect with the edge's colour, the face above it, border, band and focus ring.
void paintFace(QPainter &painter, const QRectF &rect, const Face &face);
/// The ring alone, around @p rect.
void paintFocusRing(QPainter &painter, const QRectF &rect, qreal radius, const QColor &color);
/// How far the content of a face drops while it is pressed.
qreal pressedDrop(const Face &face);
/// A key at rest in the theme: raised, thin border, edge.
Face keyFace(const Theme &theme);
enum class Press { Up, Down };

/// A tile in the colours of its category.
Face tileFace(const Theme &theme, const CategoryLook &category, Press press);
/// A tile that is sold out: striped, or dashed in high contrast. Set the painter's brush origin to
/// the tile's corner, so that the stripes lie alike on all tiles.
Face soldOutFace(const Theme &theme);
