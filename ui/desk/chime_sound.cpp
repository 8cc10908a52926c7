#include "chime_sound.h"

#include <QtEndian>

#include <array>
#include <cmath>
#include <numbers>

namespace {
constexpr int samplesPerSecond = 22'050;
constexpr int bytesPerSample = 2;
constexpr int headBytes = 44;
constexpr double lengthSeconds = 1.1;
constexpr double loudest = 0.55; ///< Of what a sample can hold; the strokes overlap.
constexpr double softest = 0.16;
constexpr double attackSeconds = 0.004; ///< Without it the stroke clicks.

struct Stroke {
    double atSeconds;
    double hertz;
};
constexpr std::array strokes {Stroke {0.0, 1'318.5}, Stroke {0.22, 1'046.5}}; // E6, C6.

/// A partial of a struck bell: the higher it is, the sooner it is gone.
struct Partial {
    double ratio;
    double share;
    double decaySeconds;
};
constexpr std::array partials {Partial {1.0, 0.70, 0.30}, Partial {2.76, 0.22, 0.12},
                               Partial {5.40, 0.08, 0.05}};

double strokeAt(const Stroke &stroke, double seconds)
{
    const double since = seconds - stroke.atSeconds;
    if (since < 0)
        return 0;
    double sum = 0;
    for (const Partial &partial : partials)
        sum += partial.share * std::exp(-since / partial.decaySeconds)
            * std::sin(2 * std::numbers::pi * stroke.hertz * partial.ratio * since);
    return sum * std::min(1.0, since / attackSeconds);
}

template <typename T> void append(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

QByteArray wavHead(int dataBytes)
{
    QByteArray head("RIFF");
    append<quint32>(head, quint32(headBytes - 8 + dataBytes));
    head.append("WAVEfmt ");
    append<quint32>(head, 16); // Bytes of the format.
    append<quint16>(head, 1); // PCM.
    append<quint16>(head, 1); // Channels.
    append<quint32>(head, samplesPerSecond);
    append<quint32>(head, samplesPerSecond * bytesPerSample);
    append<quint16>(head, bytesPerSample);
    append<quint16>(head, 8 * bytesPerSample);
    head.append("data");
    append<quint32>(head, quint32(dataBytes));
    return head;
}
}

QByteArray chimeSound(ChimeLevel level)
{
    const double gain = level == ChimeLevel::Loud ? loudest : softest;
    const int samples = int(lengthSeconds * samplesPerSecond);
    QByteArray wav = wavHead(samples * bytesPerSample);
    wav.reserve(headBytes + samples * bytesPerSample);
    for (int i = 0; i < samples; ++i) {
        double sample = 0;
        for (const Stroke &stroke : strokes)
            sample += strokeAt(stroke, double(i) / samplesPerSecond);
        append<qint16>(wav, qint16(std::lround(std::clamp(sample * gain, -1.0, 1.0) * 32'767)));
    }
    return wav;
}
