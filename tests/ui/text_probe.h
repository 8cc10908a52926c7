#pragma once

#include <QColor>
#include <QFont>
#include <QPointer>
#include <QRectF>
#include <QString>
#include <QWidget>

#include <vector>

/// A run of text as a widget really painted it, whatever it believes of its own layout. A value.
struct PaintedText {
    QPointer<QWidget> widget;
    QString text;
    QFont font;
    QColor color;
    QRectF box; ///< Of the ink, in the widget.
    QRectF clip; ///< Where the widget may paint at that moment, in the widget.
    bool underIcon = false; ///< Or over one.
};

/// Paints every visible widget from @p root down on a device that only listens, each by itself.
/// Texts that lie under another widget are left out. Main thread.
std::vector<PaintedText> paintedTexts(QWidget &root);
/// Whether another widget of the window lies over @p at, a place in @p widget.
bool isCovered(const QWidget &widget, const QPoint &at);
/// Inside a list or another area that scrolls: may be cut at its upper and lower ends.
bool isScrolled(const QWidget &widget);
/// Class and name, and those of its parents, for messages.
QString pathOf(const QWidget &widget);
/// Everything that is wrong with the texts of @p root, one a line: cut, elided, one over another.
QStringList textFaults(QWidget &root);
