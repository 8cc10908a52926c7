#pragma once

#include "focus_ring.h"
#include "theme.h"

#include <QAccessible>
#include <QApplication>
#include <QTest>
#include <QWidget>

/// A window in the theme for one test: parts are its children. Main thread.
class Stage
{
public:
    explicit Stage(const ThemeSettings &settings = {})
        : theme(settings)
    {
        theme.apply(*qApp);
        window.resize(800, 600);
    }
    /// Shows the window; true when it is the active one.
    bool show()
    {
        window.show();
        return QTest::qWaitForWindowActive(&window);
    }
    static QAccessible::Role roleOf(QWidget &widget)
    {
        return QAccessible::queryAccessibleInterface(&widget)->role();
    }
    static QString nameOf(QWidget &widget)
    {
        return QAccessible::queryAccessibleInterface(&widget)->text(QAccessible::Name);
    }
    static QAccessible::State stateOf(QWidget &widget)
    {
        return QAccessible::queryAccessibleInterface(&widget)->state();
    }
    /// The colour of one pixel of @p widget as it is painted.
    static QColor pixel(QWidget &widget, const QPoint &at)
    {
        return widget.grab().toImage().pixelColor(at);
    }
    static bool paints(QWidget &widget, const QColor &color)
    {
        const QImage image = widget.grab().toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == color)
                    return true;
            }
        }
        return false;
    }

    Theme theme;
    QWidget window;
};
