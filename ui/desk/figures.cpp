#include "figures.h"

#include <QHash>
#include <QTime>

using namespace Qt::StringLiterals;

namespace {
constexpr QChar minusSign(0x2212);
constexpr QChar half(0x00bd);
constexpr QChar thinSpace(0x202f);

/// Groups of three digits, as the locale parts them.
QString grouped(const QString &digits, const QString &separator)
{
    QString text = digits;
    for (qsizetype place = text.size() - 3; place > 0; place -= 3)
        text.insert(place, separator);
    return text;
}
}

QString Figures::money(Money amount) const
{
    QString text = decimalText(amount, m_currency.decimals);
    const bool negative = text.startsWith(u'-');
    if (negative)
        text.remove(0, 1);
    const QString whole = text.section(u'.', 0, 0);
    const QString rest = text.section(u'.', 1);
    // Below ten thousand no separator: the figures of a till stay short.
    const QString shown = whole.size() > 4 ? grouped(whole, m_locale.groupSeparator()) : whole;
    QString result = negative ? QString(minusSign) : QString();
    result += shown;
    return rest.isEmpty() ? result : result + m_locale.decimalPoint() + rest;
}

QString Figures::sign() const
{
    static const QHash<QString, QString> signs {
        {u"EUR"_s, u"€"_s},  {u"GBP"_s, u"£"_s},  {u"USD"_s, u"$"_s},  {u"CHF"_s, u"CHF"_s},
        {u"CAD"_s, u"$"_s},  {u"AUD"_s, u"$"_s},  {u"NZD"_s, u"$"_s},  {u"JPY"_s, u"¥"_s},
        {u"PLN"_s, u"zł"_s}, {u"CZK"_s, u"Kč"_s}, {u"SEK"_s, u"kr"_s}, {u"NOK"_s, u"kr"_s},
        {u"DKK"_s, u"kr"_s}, {u"TRY"_s, u"₺"_s},  {u"HUF"_s, u"Ft"_s},
    };
    return signs.value(m_currency.code, m_currency.code);
}

bool Figures::signStandsBefore() const
{
    return m_locale.language() == QLocale::English;
}

QString Figures::moneyWithSign(Money amount) const
{
    if (!signStandsBefore())
        return money(amount) + QChar(QChar::Nbsp) + sign();
    const QString glue = sign().size() > 1 ? QString(QChar(QChar::Nbsp)) : QString();
    const QString figure = money(amount);
    if (figure.startsWith(minusSign))
        return minusSign + sign() + glue + figure.mid(1);
    return sign() + glue + figure;
}

QString Figures::pieces(Quantity quantity) const
{
    const qint64 thousandths = qAbs(quantity.thousandths());
    const QString minus = quantity < Quantity() ? QString(minusSign) : QString();
    const qint64 whole = thousandths / 1000;
    const qint64 rest = thousandths % 1000;
    if (rest == 0)
        return minus + QString::number(whole);
    if (rest == 500)
        return minus + (whole ? QString::number(whole) : QString()) + half;
    QString digits = u"%1"_s.arg(rest, 3, 10, QChar(u'0'));
    while (digits.endsWith(u'0'))
        digits.chop(1);
    return minus + QString::number(whole) + m_locale.decimalPoint() + digits;
}

QString Figures::quantity(Quantity quantity, SaleUnit unit) const
{
    if (unit != SaleUnit::Weight)
        return pieces(quantity);
    const qint64 grams = qAbs(quantity.thousandths());
    return (quantity < Quantity() ? QString(minusSign) : QString()) + QString::number(grams / 1000)
        + m_locale.decimalPoint() + u"%1"_s.arg(grams % 1000, 3, 10, QChar(u'0'))
        + QChar(QChar::Nbsp) + u"kg"_s;
}

QString Figures::price(const Product &product) const
{
    switch (product.unit) {
    case SaleUnit::Piece:
        return money(product.price);
    case SaleUnit::Weight:
        return money(product.price) + u"/kg"_s;
    case SaleUnit::OpenPrice:
        return {};
    }
    Q_UNREACHABLE();
}

QString Figures::percent(int basisPoints) const
{
    QString text = decimalText(Money::fromMinor(basisPoints), 2);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text.replace(u'.', m_locale.decimalPoint()) + thinSpace + u'%';
}

QString Figures::clock(const QTime &time) const
{
    return time.toString(u"HH:mm"_s);
}
