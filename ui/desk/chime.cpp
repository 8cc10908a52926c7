#include "chime.h"

#include "chime_sound.h"
#include "sound_player.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace {
constexpr int patienceMs = 1'000; ///< At the end of the program.
}

Chime::Chime(std::unique_ptr<SoundPlayer> player, QObject *parent)
    : QObject(parent)
    , m_player(std::move(player))
    , m_pool(std::make_unique<QThreadPool>())
{
    m_pool->setMaxThreadCount(1);
}

/// A thread that hangs in the sound card is left behind.
Chime::~Chime()
{
    if (!m_pool->waitForDone(patienceMs))
        static_cast<void>(m_pool.release());
}

void Chime::ring()
{
    const bool justRung = m_sinceRing.isValid() && !m_sinceRing.hasExpired(pauseMs);
    if (m_volume == ChimeVolume::Off || m_playing || justRung)
        return;
    m_playing = true;
    m_sinceRing.start();
    auto *watcher = new QFutureWatcher<bool>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        ended(watcher->result());
    });
    watcher->setFuture(
        QtConcurrent::run(m_pool.get(), [player = m_player, loud = m_volume == ChimeVolume::Loud] {
            return player->play(chimeSound(loud ? ChimeLevel::Loud : ChimeLevel::Soft));
        }));
}

void Chime::ended(bool played)
{
    m_playing = false;
    if (played)
        emit rung();
    else
        emit unheard();
}
