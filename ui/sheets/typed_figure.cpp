#include "typed_figure.h"

#include "quantity_text.h"

using namespace Qt::StringLiterals;

namespace {
constexpr QChar half(0x00bd);
constexpr QChar thinSpace(0x202f);
constexpr int wholeBp = 10'000;

/// How many digits a figure of @p kind has at most.
qsizetype mostDigits(TypedFigure::Kind kind)
{
    switch (kind) {
    case TypedFigure::Kind::Pieces:
        return 3;
    case TypedFigure::Kind::Weight:
        return 6;
    case TypedFigure::Kind::Money:
        return 9;
    case TypedFigure::Kind::Percent:
        return 4;
    }
    Q_UNREACHABLE();
}
}

bool TypedFigure::takesPoint() const
{
    const bool whole = m_kind == Kind::Pieces || (m_kind == Kind::Money && m_decimals == 0);
    return !whole && !hasPoint();
}

bool TypedFigure::takesDigit() const
{
    const qsizetype digits = m_text.size() - (hasPoint() ? 1 : 0);
    if (m_text.endsWith(half) || digits >= mostDigits(m_kind))
        return false;
    const qsizetype decimals = m_kind == Kind::Weight ? 3 : m_kind == Kind::Money ? m_decimals : 2;
    return !hasPoint() || m_text.section(u'.', 1).size() < decimals;
}

void TypedFigure::typePoint()
{
    if (takesPoint())
        m_text += m_text.isEmpty() ? u"0."_s : u"."_s;
}

void TypedFigure::typeHalf()
{
    if (!m_text.endsWith(half))
        m_text += half;
}

void TypedFigure::typeDigit(QChar digit)
{
    if (m_text == "0"_L1)
        m_text.clear();
    if (takesDigit())
        m_text += digit;
}

bool TypedFigure::type(QChar letter)
{
    const bool pieces = m_kind == Kind::Pieces;
    if (letter >= u'0' && letter <= u'9')
        typeDigit(letter);
    else if (letter == half && pieces)
        typeHalf();
    else if ((letter == u'.' || letter == u',') && !pieces)
        typePoint();
    else
        return false;
    return true;
}

void TypedFigure::erase()
{
    m_text.chop(1);
}

std::optional<Quantity> TypedFigure::quantity() const
{
    const bool grams = m_kind == Kind::Weight && !hasPoint();
    if (grams && m_text.toLongLong() > 0)
        return Quantity::fromThousandths(m_text.toLongLong());
    if (grams)
        return std::nullopt;
    const Result<Quantity> read = quantityFromText(m_text);
    return read ? std::optional(*read) : std::nullopt;
}

std::optional<Money> TypedFigure::money() const
{
    if (m_text.isEmpty())
        return std::nullopt;
    if (!hasPoint())
        return Money::fromMinor(m_text.toLongLong());
    const QString padded = m_text.endsWith(u'.') ? m_text + u'0' : m_text;
    const Result<Money> read = moneyFromDigits(padded, m_decimals);
    return read ? std::optional(*read) : std::nullopt;
}

std::optional<int> TypedFigure::basisPoints() const
{
    const QString padded = m_text.endsWith(u'.') ? m_text + u'0' : m_text;
    const Result<Money> read = moneyFromDigits(padded, 2);
    if (!read || read->minor() < 1 || read->minor() > wholeBp)
        return std::nullopt;
    return int(read->minor());
}

QString TypedFigure::shown(const Figures &figures) const
{
    if (m_kind == Kind::Money && !hasPoint())
        return m_text.isEmpty() ? QString() : figures.money(*money());
    QString text = m_text;
    text.replace(u'.', figures.locale().decimalPoint());
    if (m_text.isEmpty() || m_kind == Kind::Money || m_kind == Kind::Pieces)
        return text;
    if (m_kind == Kind::Percent)
        return text + thinSpace + u'%';
    return text + QChar(QChar::Nbsp) + (hasPoint() ? u"kg"_s : u"g"_s);
}
