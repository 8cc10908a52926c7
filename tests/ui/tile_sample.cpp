#include "tile_sample.h"

#include <QPainter>

void TileSample::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF tile = QRectF(rect()).adjusted(focusRoom, focusRoom, -focusRoom, -focusRoom);
    const CategoryLook category = m_theme.category(m_look.category);
    Face face = tileFace(m_theme, category, m_look.press);
    face.focused = m_look.focused;
    if (m_look.soldOut) {
        face = soldOutFace(m_theme);
        painter.setBrushOrigin(tile.topLeft());
    }
    paintFace(painter, tile, face);
    painter.translate(0, pressedDrop(face));
    const qreal top = m_theme.isContrast() ? m_theme.unit(3) : m_theme.unit(2.5);
    const QRectF inner = tile.adjusted(m_theme.unit(2.5), top, -m_theme.unit(2.5),
                                       -m_theme.unit(2) - m_theme.edge());
    painter.setPen(m_theme.color(m_look.soldOut ? Role::Ink2 : Role::Ink));
    layOutName(m_look.name, m_theme.font(Style::Tile), inner.width()).paint(painter, inner);
    if (!m_look.soldOut)
        layOutLine(m_look.price, m_theme.font(Style::Price), inner.width())
            .paint(painter, inner, Qt::AlignLeft | Qt::AlignBottom);
    qreal bottom = inner.bottom();
    for (const Badge &badge : m_look.badges) {
        const QSizeF size = badgeSize(m_theme, badge);
        paintBadge(
            painter, m_theme,
            {inner.right() - size.width(), bottom - size.height(), size.width(), size.height()},
            badge);
        bottom -= size.height() + m_theme.unit(1);
    }
    if (m_look.badges.isEmpty()) {
        const int side = qRound(m_theme.px(8.4));
        painter.drawPixmap(QPointF(inner.right() - side, inner.bottom() - side),
                           m_theme.icon(m_look.icon, category.strong, side, 1));
    }
    if (!m_look.pill.isEmpty()) {
        const QSizeF size = pillSize(m_theme, m_look.pill);
        paintPill(
            painter, m_theme,
            {QPointF(tile.right() - m_theme.gap() - size.width(), tile.y() + m_theme.gap()), size},
            m_look.pill);
    }
}
