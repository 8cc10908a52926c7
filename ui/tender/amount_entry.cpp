#include "amount_entry.h"

bool AmountEntry::type(const QString &letters)
{
    if (letters.size() == 1 && (letters == u'.' || letters == u','))
        return typePoint();
    AmountEntry typed = *this;
    for (const QChar letter : letters) {
        const bool digit = letter >= u'0' && letter <= u'9';
        const bool full = typed.m_digits.size() >= mostDigits
            || (typed.m_point >= 0 && typed.digitsAfterPoint() >= m_decimals);
        if (!digit || full)
            return false;
        typed.m_digits += letter;
    }
    *this = typed;
    return !letters.isEmpty();
}

bool AmountEntry::typePoint()
{
    const bool fits = m_digits.size() + m_decimals <= mostDigits;
    if (m_point >= 0 || m_decimals == 0 || !fits)
        return false;
    m_point = int(m_digits.size());
    return true;
}

void AmountEntry::erase()
{
    if (m_point >= 0 && digitsAfterPoint() == 0)
        m_point = -1;
    else
        m_digits.chop(1);
}

void AmountEntry::clear()
{
    m_digits.clear();
    m_point = -1;
}

Money AmountEntry::amount() const
{
    qint64 minor = m_digits.toLongLong();
    for (int place = digitsAfterPoint(); m_point >= 0 && place < m_decimals; ++place)
        minor *= 10;
    return Money::fromMinor(minor);
}
