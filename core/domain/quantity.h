#pragma once

#include "money.h"

/// How much of a product, in thousandths of its unit (piece or kilogram). A value.
class Quantity
{
public:
    constexpr Quantity() = default;
    static constexpr Quantity fromThousandths(qint64 thousandths) { return Quantity(thousandths); }
    static constexpr Quantity fromPieces(qint64 pieces) { return Quantity(pieces * 1000); }

    constexpr qint64 thousandths() const { return m_thousandths; }
    /// Whole pieces, rounded towards minus infinity.
    constexpr qint64 wholePieces() const
    {
        return m_thousandths >= 0 ? m_thousandths / 1000 : -((-m_thousandths + 999) / 1000);
    }
    constexpr auto operator<=>(const Quantity &) const = default; // NOLINT(modernize-use-nullptr)
    constexpr Quantity operator-() const { return Quantity(-m_thousandths); }
    constexpr Quantity operator+(Quantity other) const
    {
        return Quantity(m_thousandths + other.m_thousandths);
    }
    constexpr Quantity operator-(Quantity other) const
    {
        return Quantity(m_thousandths - other.m_thousandths);
    }
    constexpr Quantity &operator+=(Quantity other)
    {
        m_thousandths += other.m_thousandths;
        return *this;
    }
    constexpr Quantity &operator-=(Quantity other)
    {
        m_thousandths -= other.m_thousandths;
        return *this;
    }

private:
    constexpr explicit Quantity(qint64 thousandths)
        : m_thousandths(thousandths)
    {
    }
    qint64 m_thousandths = 0;
};

/// Gross of a line: unit price × quantity, halves away from zero (rule 3.1).
inline Money priceOf(Money unitPrice, Quantity quantity)
{
    return unitPrice.scaled(quantity.thousandths(), 1000);
}
