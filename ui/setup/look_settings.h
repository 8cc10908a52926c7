#pragma once

#include "counter_frame.h"

#include <QPalette>

class Settings;

/// What the screen says about itself. A value.
struct ScreenFacts {
    QSize window; ///< In device-independent pixels.
    qreal pixelsPerMm = 0; ///< Device-independent ones; 0 = the screen does not know.
    qreal devicePixelRatio = 1;
    Mode systemMode = Mode::Light; ///< For the setting "as the system".
};

/// How the counter looks on a screen by its settings. A value.
struct LookSettings {
    FrameRequest frame;
    ThemeSettings theme;
    Hand hand = Hand::Right;
    QString language; ///< "system", "en" or "de"; felt at the next start.
    bool fullScreen = false;
};

LookSettings lookSettings(const Settings &settings, const ScreenFacts &screen);
/// Light or dark, as @p palette of the system is; read it before the theme gives its own.
Mode systemMode(const QPalette &palette);
