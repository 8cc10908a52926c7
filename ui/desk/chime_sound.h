#pragma once

#include <QByteArray>

enum class ChimeLevel { Soft, Loud };

/// Two strokes of a small shop bell, as a WAV file: 22,050 samples a second, 16 bits, one channel.
/// Computed, always the same. Any thread.
QByteArray chimeSound(ChimeLevel level);
