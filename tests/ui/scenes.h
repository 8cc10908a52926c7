#pragma once

#include <QString>

#include <functional>
#include <vector>

class PictureShop;

/// One thing to look at, opened by the keys and taps that a clerk would use.
struct Scene {
    QString name; ///< As a file: "tender-cash".
    std::function<bool(PictureShop &)> open; ///< From the empty sell screen; false = not there.
    /// The class of what is open then; empty = the sell screen alone.
    QString sheet;
};

/// Everything but the first questions, in an order in which each can follow the one before.
const std::vector<Scene> &scenes();
/// The pages of the first start, for a shop whose questions are open: each goes on from the last.
const std::vector<Scene> &questionScenes();
/// What says textFits() of itself among all that is visible, and denies it; empty = all fits.
QString deniesToFit(PictureShop &shop);
/// Class of what is open over the tiles or the window; empty = nothing.
QString openSheet(PictureShop &shop);
/// A sheet is deaf for the first moment: waits until it hears.
bool letListen();
