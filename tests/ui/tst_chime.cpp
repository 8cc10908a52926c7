#include "chime.h"
#include "chime_sound.h"
#include "sound_player.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibrary>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QtEndian>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

/// What was asked of a player that plays nothing.
struct Played {
    std::atomic<int> times = 0;
    std::atomic<bool> onMainThread = false;
    std::atomic<bool> works = true;
};

class SilentPlayer final : public SoundPlayer
{
public:
    explicit SilentPlayer(Played &played)
        : m_played(played)
    {
    }
    bool play(const QByteArray & /*wav*/) override
    {
        ++m_played.times;
        m_played.onMainThread = QThread::currentThread() == QCoreApplication::instance()->thread();
        return m_played.works;
    }

private:
    Played &m_played;
};

int loudestOf(const QByteArray &samples)
{
    int loudest = 0;
    for (qsizetype at = 0; at + 1 < samples.size(); at += 2)
        loudest = std::max(loudest, std::abs(int(qFromLittleEndian<qint16>(samples.data() + at))));
    return loudest;
}

/// ALSA is told to write into a file what it would give to the loudspeaker.
void listenIn(const QTemporaryDir &folder, const QString &heard)
{
    QFile config(folder.filePath(u"asound.conf"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("pcm.!default { type plug slave.pcm \"tofile\" }\n"
                 "pcm.tofile { type file slave.pcm \"null\" format raw file \""
                 + heard.toUtf8() + "\" }\npcm.null { type null }\n");
    config.close();
    qputenv("ALSA_CONFIG_PATH", config.fileName().toUtf8());
    qputenv("CANBERRA_DRIVER", "alsa");
}

}

/// The sound of a new order: how often it rings, how it is computed, and that the machine plays it.
class TestChime final : public QObject
{
    Q_OBJECT
private slots:
    void ring_playsOffTheMainThread_once();
    void ring_whenOff_isSilent();
    void ring_withoutASound_saysSo();
    void sound_isAWholeWav_softOrLoud();
    void machine_playsIt();
    void machine_plays_whileTheProgramEnds();
};

void TestChime::ring_playsOffTheMainThread_once()
{
    Played played;
    Chime chime(std::make_unique<SilentPlayer>(played));
    const QSignalSpy rung(&chime, &Chime::rung);
    chime.ring();
    chime.ring(); // Five orders at once are one ring.
    QTRY_COMPARE(rung.size(), 1);
    chime.ring();
    QCOMPARE(played.times.load(), 1);
    QVERIFY(!played.onMainThread);
}

void TestChime::ring_whenOff_isSilent()
{
    Played played;
    {
        Chime chime(std::make_unique<SilentPlayer>(played));
        chime.setVolume(ChimeVolume::Off);
        chime.ring();
    }
    QCOMPARE(played.times.load(), 0);
}

void TestChime::ring_withoutASound_saysSo()
{
    Played played;
    played.works = false;
    Chime chime(std::make_unique<SilentPlayer>(played));
    const QSignalSpy unheard(&chime, &Chime::unheard);
    chime.ring();
    QTRY_COMPARE(unheard.size(), 1);
}

void TestChime::sound_isAWholeWav_softOrLoud()
{
    constexpr int headBytes = 44;
    const QByteArray loud = chimeSound(ChimeLevel::Loud);
    QVERIFY(loud.startsWith("RIFF"));
    QCOMPARE(qFromLittleEndian<quint32>(loud.data() + 4), quint32(loud.size() - 8));
    QCOMPARE(qFromLittleEndian<quint32>(loud.data() + 40), quint32(loud.size() - headBytes));
    const int loudest = loudestOf(loud.sliced(headBytes));
    const int softest = loudestOf(chimeSound(ChimeLevel::Soft).sliced(headBytes));
    QVERIFY2(loudest > 12'000 && loudest < 32'767, qPrintable(QString::number(loudest)));
    QVERIFY2(softest > 2'000 && softest < loudest / 2, qPrintable(QString::number(softest)));
}

/// By libcanberra where it is installed.
void TestChime::machine_playsIt()
{
    const QTemporaryDir folder;
    const QString heard = folder.filePath(u"heard.raw"_s);
    listenIn(folder, heard);
    Chime chime(makeSoundPlayer());
    const QSignalSpy rung(&chime, &Chime::rung);
    const QSignalSpy unheard(&chime, &Chime::unheard);
    chime.ring();
    if (!QLibrary(u"canberra"_s, 0).load()) { // A shop without a sound: nothing breaks.
        QTRY_COMPARE(unheard.size(), 1);
        return;
    }
    QTRY_COMPARE(rung.size(), 1);
    const auto samples = [&heard] {
        QFile file(heard);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(loudestOf(samples()) > 5'000, 20'000);
}

/// Its threads may be playing still when nobody wants them any more.
void TestChime::machine_plays_whileTheProgramEnds()
{
    const QTemporaryDir folder;
    listenIn(folder, folder.filePath(u"heard.raw"_s));
    for (int i = 0; i < 20; ++i) {
        Chime chime(makeSoundPlayer());
        const QSignalSpy rung(&chime, &Chime::rung);
        const QSignalSpy unheard(&chime, &Chime::unheard);
        chime.ring();
        QTRY_COMPARE(rung.size() + unheard.size(), 1);
    }
}

QTEST_GUILESS_MAIN(TestChime)
#include "tst_chime.moc"
