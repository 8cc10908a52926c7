#pragma once

#include <QByteArray>

/// What a block of a backup is: its first byte, once it is decrypted.
enum class PieceKind : char {
    Begin = 'P', ///< Of a part; its name follows.
    Data = 'D', ///< Compressed.
    End = 'E', ///< Of a part; length and sum of its content follow.
    Last = 'Z', ///< Of the file.
};
