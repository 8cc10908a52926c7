#pragma once

#include <QUuid>

#include <vector>

/// The same throws for the same seed on every machine (SplitMix64). A value.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    {
    }
    /// Dice of their own for the step @p index of a day, so that no step depends on how often
    /// another one threw.
    Dice forStep(quint64 index) const
    {
        Dice mixed(m_state ^ (index + 1) * 0x9E3779B97F4A7C15U);
        return Dice(mixed.next());
    }
    quint64 next()
    {
        m_state += 0x9E3779B97F4A7C15U;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return mixed ^ (mixed >> 31U);
    }
    /// 0 … @p count - 1.
    qint64 below(qint64 count) { return qint64(next() % quint64(count)); }
    qint64 between(qint64 least, qint64 most) { return least + below(most - least + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T> const T &pick(const std::vector<T> &from)
    {
        return from[size_t(below(qint64(from.size())))];
    }
    QUuid uuid()
    {
        const quint64 high = next();
        const quint64 low = next();
        QByteArray bytes;
        for (int shift = 0; shift < 64; shift += 8)
            bytes.append(char(high >> unsigned(shift))).append(char(low >> unsigned(shift)));
        return QUuid::fromRfc4122(bytes);
    }

private:
    quint64 m_state;
};
