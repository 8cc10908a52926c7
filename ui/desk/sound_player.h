#pragma once

#include <QByteArray>

#include <memory>

/// Gives a sound to the machine. Called on one thread at a time, which may wait for it.
class SoundPlayer
{
public:
    virtual ~SoundPlayer() = default;
    /// @p wav is a whole WAV file. False where there is nothing to play it with.
    virtual bool play(const QByteArray &wav) = 0;
};

/// The player of this system.
std::unique_ptr<SoundPlayer> makeSoundPlayer();
