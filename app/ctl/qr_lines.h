#pragma once

#include "qr_code.h"

#include <QStringList>

/// What a line of a QR code is printed on.
enum class Paper {
    Terminal, ///< Black and white whatever the terminal's own colours are.
    Text, ///< Blocks are light, as on a dark screen.
};

/// @p code with its quiet zone, two rows of modules in a line, by half blocks.
QStringList qrLines(const QrCode &code, Paper paper);
