#pragma once

#include "figures.h"

#include <QStringList>

/// @p change in notes and coins of @p currency, as a clerk takes them out: "1 × 10", "2 × 0.20".
/// Empty where the currency's coins are not known.
QStringList coinWords(Money change, const Currency &currency, const Figures &figures);
