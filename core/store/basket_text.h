#pragma once

#include "basket.h"

#include <QByteArray>

#include <optional>

/// How a basket is written in the journal's file, compact JSON. It never leaves the till.
QByteArray basketText(const Basket &basket);
/// Nothing when the text cannot be read. Texts of older releases can.
std::optional<Basket> basketFromText(const QByteArray &text);
