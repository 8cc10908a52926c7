#pragma once

#include "theme.h"

#include <QPainter>

/// The ground of a row in a list: a tint and a bar when it is chosen, else a line below. For
/// delegates; main thread.
void paintRowGround(QPainter &painter, const Theme &theme, const QRectF &row, bool chosen);
