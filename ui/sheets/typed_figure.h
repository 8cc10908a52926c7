#pragma once

#include "figures.h"

#include <QString>

#include <optional>

/// A figure as it is typed, digit by digit, on keys or on the keyboard. Without a decimal point the
/// digits count the smallest unit: "337" is 337 g, "210" is 2.10; with one they are kilograms or
/// the currency: "0.337", "2.1". A value.
class TypedFigure
{
public:
    enum class Kind {
        Pieces, ///< Whole ones, and one half at the end where halves are sold.
        Weight,
        Money,
        Percent
    };

    TypedFigure() = default;
    explicit TypedFigure(Kind kind, int decimals = 2)
        : m_kind(kind)
        , m_decimals(decimals)
    {
    }
    bool operator==(const TypedFigure &) const = default;

    Kind kind() const { return m_kind; }
    const QString &text() const { return m_text; }
    bool empty() const { return m_text.isEmpty(); }

    /// Takes a digit, a decimal point or "½"; false for what this figure has no place for.
    bool type(QChar letter);
    void erase();
    void setText(const QString &text) { m_text = text; }

    /// Nothing while it is no quantity: empty, 0, too much.
    std::optional<Quantity> quantity() const;
    std::optional<Money> money() const;
    /// 1 to 10,000 hundredths of a percent.
    std::optional<int> basisPoints() const;

    /// As it stands in the field: "337 g", "0.337 kg", "2.10", "1½", "12.5 %".
    QString shown(const Figures &figures) const;

private:
    bool hasPoint() const { return m_text.contains(u'.'); }
    void typePoint();
    void typeHalf();
    void typeDigit(QChar digit);
    bool takesPoint() const;
    bool takesDigit() const;

    Kind m_kind = Kind::Pieces;
    int m_decimals = 2; ///< Of the currency.
    QString m_text; ///< Digits, '.', '½'.
};
