#pragma once

#include "theme.h"

#include <QRect>
#include <QSize>

/// On which side the basket stands.
enum class Hand { Right, Left };

/// What decides where everything stands.
struct FrameRequest {
    QSize screen; ///< Of the window, in device-independent pixels.
    qreal screenPixelsPerMm = 0; ///< As the screen says; 0 = it does not know.
    qreal chosenPixelsPerMm = 0; ///< The shop's own; 0 = from the screen.
    int textPercent = 100;
    Hand hand = Hand::Right;
    bool operator==(const FrameRequest &) const = default;
};

/// Where everything of the sell screen stands, in pixels. Follows the three drawn frames (1920 ×
/// 1080, 1366 × 768, 1024 × 768) exactly at their sizes; between them the largest frame that fits
/// in millimetres, surplus to the basket, then to the padding. A value.
struct CounterFrame {
    FrameClass frameClass = FrameClass::Wide;
    qreal pixelsPerMm = 5.56; ///< What a millimetre is on this screen.
    int unit = 4; ///< About 0.75 mm.
    int gap = 8; ///< Between touch targets.

    QRect topBar;
    QRect search;
    QRect tabs; ///< Clerks, above the basket.
    QRect rail;
    QRect firstCategory; ///< The others follow below, a gap apart.
    int categories = 9; ///< As many keys as the rail holds.
    QRect grid; ///< From the first tile to the last one.
    QSize tile;
    int columns = 6;
    int rows = 6;
    QRect basket;
    int basketHead = 85;
    int line = 60;
    int chosenLine = 136;
    QRect payFoot;
    int payKey = 84;
    QRect bottomBar;
    int bottomKey = 72;
    QRect sheet; ///< Between rail and basket.
    int sheetPad = 20;
    int sumKey = 128;
    int keypadWidth = 440;
    int keypadKey = 112;

    bool operator==(const CounterFrame &) const = default;
};

CounterFrame counterFrame(const FrameRequest &request);
