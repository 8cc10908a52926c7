#include "face.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace {
void fillRounded(QPainter &painter, const QRectF &rect, qreal radius, const QBrush &brush)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush);
    painter.drawRoundedRect(rect, std::max(0.0, radius), std::max(0.0, radius));
}

bool hasEdge(const Face &face)
{
    return face.edge.isValid() && !face.pressed && !face.dashed && face.edgeHeight > 0;
}

void paintDashed(QPainter &painter, const QRectF &rect, const Face &face)
{
    const qreal half = face.borderWidth / 2;
    QPen pen(face.border, face.borderWidth, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(face.fill);
    const qreal radius = face.radius - half;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
}

void paintBand(QPainter &painter, const QRectF &inner, const Face &face)
{
    if (!face.band.isValid())
        return;
    painter.save();
    painter.setClipRect(QRectF(inner.x(), inner.y(), inner.width(), face.bandHeight),
                        Qt::IntersectClip);
    fillRounded(painter, inner, face.radius - face.borderWidth, face.band);
    painter.restore();
}

/// A border around nothing: it has to be a line.
void paintHollow(QPainter &painter, const QRectF &rect, const Face &face)
{
    const qreal half = face.borderWidth / 2;
    painter.setPen(QPen(face.border, face.borderWidth));
    painter.setBrush(face.fill);
    const qreal radius = face.radius - half;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
}

/// Border and fill as two filled shapes: at the foot the edge takes the place of the border.
void paintBody(QPainter &painter, const QRectF &rect, const Face &face)
{
    const bool edged = hasEdge(face);
    const QRectF body = rect.adjusted(0, 0, 0, edged ? -face.edgeHeight : 0);
    if (edged) {
        const qreal height = 2 * face.radius + face.edgeHeight;
        fillRounded(painter, rect.adjusted(0, rect.height() - height, 0, 0), face.radius,
                    face.edge);
    }
    if (!face.border.isValid() || face.borderWidth <= 0) {
        fillRounded(painter, body, face.radius, face.fill);
        paintBand(painter, body, face);
        return;
    }
    const qreal width = face.borderWidth;
    const QRectF inner = body.adjusted(width, width, -width, edged ? 0 : -width);
    fillRounded(painter, body, face.radius, face.border);
    fillRounded(painter, inner, face.radius - width, face.fill);
    paintBand(painter, inner, face);
}
}

void paintFace(QPainter &painter, const QRectF &rect, const Face &face)
{
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::Antialiasing);
    if (face.dashed)
        paintDashed(painter, rect, face);
    else if (!face.fill.isOpaque() && face.border.isValid() && !hasEdge(face))
        paintHollow(painter, rect, face);
    else
        paintBody(painter, rect, face);
    if (face.focused)
        paintFocusRing(painter, rect, face.radius, face.focusColor);
    painter.setRenderHint(QPainter::Antialiasing, smooth);
}

void paintFocusRing(QPainter &painter, const QRectF &rect, qreal radius, const QColor &color)
{
    constexpr qreal width = 3;
    constexpr qreal out = focusRoom - width / 2;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), radius + out, radius + out);
}

qreal pressedDrop(const Face &face)
{
    return face.pressed ? std::max(2, face.edgeHeight - 1) : 0;
}

Face keyFace(const Theme &theme)
{
    return {.fill = theme.color(Role::Raised),
            .edge = theme.color(Role::Edge),
            .border = theme.color(Role::Line),
            .borderWidth = qreal(theme.line()),
            .radius = qreal(theme.radius()),
            .edgeHeight = theme.edge(),
            .focusColor = theme.color(Role::Focus)};
}

Face tileFace(const Theme &theme, const CategoryLook &category, Press press)
{
    Face face = keyFace(theme);
    face.fill = category.tint;
    face.edge = category.edge;
    face.border = QColor();
    face.pressed = press == Press::Down;
    if (theme.isContrast()) {
        face.border = category.edge;
        face.band = category.strong;
    }
    if (face.pressed) {
        face.border = category.strong;
        face.borderWidth = 3;
    }
    return face;
}

Face soldOutFace(const Theme &theme)
{
    Face face = keyFace(theme);
    face.fill = theme.stripes();
    face.border = QColor();
    if (theme.isContrast()) {
        face.fill = theme.color(Role::Surface);
        face.border = theme.color(Role::Ink);
        face.borderWidth = 3;
        face.dashed = true;
    }
    return face;
}
