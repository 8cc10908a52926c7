#pragma once

class QLabel;

/// Whether all words of @p label are within it at its present size; true for a hidden one. A word
/// that is wider than its label would be cut off.
bool labelFits(const QLabel &label);
