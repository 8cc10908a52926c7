#pragma once

#include <QtGlobal>

#include <compare>
#include <vector>

/// How a division of minor units ends: `Up` is away from zero and `Down` towards it, so that what
/// is given back mirrors what was taken.
enum class Rounding { HalfAwayFromZero, Up, Down };

/// @p value × @p numerator / @p denominator without overflow in between; a result beyond 64 bits
/// becomes the nearest limit. Denominator > 0.
qint64 scaledInteger(qint64 value, qint64 numerator, qint64 denominator, Rounding rounding);

/// An amount in the currency's minor units (cents, pence). A value; never a double.
class Money
{
public:
    constexpr Money() = default;
    static constexpr Money fromMinor(qint64 minor) { return Money(minor); }

    constexpr qint64 minor() const { return m_minor; }
    constexpr auto operator<=>(const Money &) const = default; // NOLINT(modernize-use-nullptr)
    constexpr Money operator-() const { return Money(-m_minor); }
    constexpr Money operator+(Money other) const { return Money(m_minor + other.m_minor); }
    constexpr Money operator-(Money other) const { return Money(m_minor - other.m_minor); }
    constexpr Money &operator+=(Money other)
    {
        m_minor += other.m_minor;
        return *this;
    }
    constexpr Money &operator-=(Money other)
    {
        m_minor -= other.m_minor;
        return *this;
    }

    /// This amount × @p numerator / @p denominator (> 0).
    Money scaled(qint64 numerator, qint64 denominator,
                 Rounding rounding = Rounding::HalfAwayFromZero) const;
    /// @p parts (> 0) amounts that differ by at most one minor unit and sum to this one.
    std::vector<Money> split(int parts) const;
    /// Shares in proportion to @p weights (none negative, sum > 0) by largest remainder, ties to
    /// the earlier share; they sum to this amount exactly.
    std::vector<Money> spread(const std::vector<qint64> &weights) const;
    /// The nearest multiple of @p step (> 0), halves away from zero: cash rounding.
    Money roundedTo(Money step) const;

private:
    constexpr explicit Money(qint64 minor)
        : m_minor(minor)
    {
    }
    qint64 m_minor = 0;
};
