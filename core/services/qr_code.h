#pragma once

#include <QByteArray>

/// A QR code: a square of dark and light modules, without its quiet zone. A value.
struct QrCode {
    int side = 0; ///< 0: there is no code.
    QByteArray dark; ///< side × side bytes, row by row: 1 is dark.

    bool isDark(int row, int column) const { return dark.at(row * side + column) != 0; }
    bool operator==(const QrCode &) const = default;
};

/// @p text with middle error correction; empty where it is too long for a code.
QrCode makeQrCode(const QByteArray &text);
