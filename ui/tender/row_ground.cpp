#include "row_ground.h"

void paintRowGround(QPainter &painter, const Theme &theme, const QRectF &row, bool chosen)
{
    if (!chosen) {
        painter.fillRect(row, theme.color(Role::Surface));
        painter.fillRect(QRectF(row.left(), row.bottom() - 1, row.width(), 1),
                         theme.color(Role::Sunk));
        return;
    }
    painter.fillRect(row, theme.color(Role::AccentTint));
    const int bar = theme.unit(theme.isContrast() ? 2 : 1.5);
    painter.fillRect(QRectF(row.left(), row.top(), bar, row.height()),
                     theme.color(theme.isContrast() ? Role::Ink : Role::Accent));
    if (theme.isContrast()) {
        painter.setPen(QPen(theme.color(Role::Ink), 3));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(row.adjusted(1, 1, -2, -2));
    }
}
