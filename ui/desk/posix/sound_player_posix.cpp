#include "sound_player.h"

#include <QFile>
#include <QLibrary>
#include <QLoggingCategory>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(soundLog, "bakehouse.sound")

struct Context; // Of libcanberra.
constexpr quint32 soundId = 1;

/// Plays through libcanberra, which knows PulseAudio, PipeWire and ALSA and whether the desktop has
/// its sounds switched off. The library is looked for when the first sound is wanted: a shop
/// without it is a shop without a chime. Owned by the chime; used on its thread.
class CanberraPlayer final : public SoundPlayer
{
    Q_DISABLE_COPY_MOVE(CanberraPlayer)
public:
    CanberraPlayer() = default;

    bool play(const QByteArray &wav) override
    {
        if (!open() || !write(wav))
            return false;
        const int error = m_play(m_context, soundId, "media.filename",
                                 QFile::encodeName(m_file->fileName()).constData(),
                                 "event.description", "A new order", static_cast<char *>(nullptr));
        if (error != 0)
            qCInfo(soundLog) << "no sound:" << m_words(error);
        return error == 0;
    }

private:
    using Create = int (*)(Context **);
    using Change = int (*)(Context *, ...);
    using Play = int (*)(Context *, quint32, ...);
    using Words = const char *(*)(int);

    template <typename T> bool resolve(T &function, const char *name)
    {
        function = reinterpret_cast<T>(m_library.resolve(name));
        return function != nullptr;
    }

    bool open()
    {
        if (m_context)
            return true;
        Create create = nullptr;
        Change change = nullptr;
        const bool found = resolve(create, "ca_context_create")
            && resolve(m_play, "ca_context_play") && resolve(m_words, "ca_strerror")
            && resolve(change, "ca_context_change_props");
        if (!found || create(&m_context) != 0) {
            qCInfo(soundLog).noquote() << "no sound: libcanberra is not here";
            m_context = nullptr;
            return false;
        }
        change(m_context, "application.name", "Bakehouse", "application.id", "bakehouse",
               static_cast<char *>(nullptr));
        return true;
    }

    /// The library reads files only. They are kept until the next sound.
    bool write(const QByteArray &wav)
    {
        m_file = std::make_unique<QTemporaryFile>();
        return m_file->open() && m_file->write(wav) == wav.size() && m_file->flush();
    }

    QLibrary m_library {u"canberra"_s, 0};
    /// Left to the end of the program: its own end unloads a driver in which a thread may yet play.
    Context *m_context = nullptr;
    Play m_play = nullptr;
    Words m_words = nullptr;
    std::unique_ptr<QTemporaryFile> m_file;
};
}

std::unique_ptr<SoundPlayer> makeSoundPlayer()
{
    return std::make_unique<CanberraPlayer>();
}
