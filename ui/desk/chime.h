#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>

#include <memory>

class SoundPlayer;

enum class ChimeVolume { Off, Soft, Loud };

/// Rings when an order comes in. Plays on a thread of its own, so that a sound card that hangs
/// holds nobody up; a ring while one is under way, or within a moment of it, is the same ring.
/// Owned by the window; main thread.
class Chime final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Chime)
public:
    static constexpr int pauseMs = 3'000; ///< Between two rings.

    explicit Chime(std::unique_ptr<SoundPlayer> player, QObject *parent = nullptr);
    ~Chime() override;

    void setVolume(ChimeVolume volume) { m_volume = volume; }
    void ring();

signals:
    void rung(); ///< The sound was given to the machine.
    void unheard(); ///< There is nothing to play it with.

private:
    void ended(bool played);

    std::shared_ptr<SoundPlayer> m_player;
    std::unique_ptr<QThreadPool> m_pool; ///< One thread.
    QElapsedTimer m_sinceRing;
    ChimeVolume m_volume = ChimeVolume::Loud;
    bool m_playing = false;
};
