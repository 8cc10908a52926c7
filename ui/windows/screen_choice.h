#pragma once

#include <QString>

/// The screens there are, and on which the counter stands. A value.
struct ScreenFinding {
    int count = 1;
    int counter = 0; ///< Its index.
};
/// Which of several screens beside the counter's "auto" takes.
enum class AutoScreen { First, Last };

/// The index of the screen that @p choice ("auto", "window", "1" …) names; -1: there is none, so it
/// is a plain window.
int screenOf(const QString &choice, const ScreenFinding &screens, AutoScreen automatic);
