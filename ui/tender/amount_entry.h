#pragma once

#include "money.h"

#include <QString>

/// An amount as it is typed at a till: digits come in from the right, "2040" is 20.40, so that no
/// decimal sign is needed. Whoever types one anyway is understood: "20." is 20.00, "20.4" 20.40. A
/// value.
class AmountEntry
{
public:
    explicit AmountEntry(int decimals = 2)
        : m_decimals(decimals)
    {
    }

    /// Digits, or a point or comma; false for anything else and for what does not fit any more.
    bool type(const QString &letters);
    void erase(); ///< The last letter.
    void clear();
    bool empty() const { return m_digits.isEmpty() && m_point < 0; }
    Money amount() const;

private:
    static constexpr int mostDigits = 9;

    bool typePoint();
    int digitsAfterPoint() const { return m_point < 0 ? 0 : int(m_digits.size()) - m_point; }

    int m_decimals;
    QString m_digits;
    int m_point = -1; ///< How many digits stand before it; -1 = none was typed.
};
