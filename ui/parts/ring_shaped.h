#pragma once

#include <QRectF>

/// A widget whose focus ring is not the rounded rectangle of a key. Mixed into the widget.
class RingShaped
{
public:
    struct Shape {
        QRectF rect; ///< In the widget's coordinates.
        qreal radius = 0;
    };
    virtual ~RingShaped() = default;
    virtual Shape ringShape() const = 0;
};
