#pragma once

#include "catalogue.h"
#include "quantity.h"

#include <QLocale>
#include <QString>

/// How figures are written for people: in the language of the till, in the currency of the shop. A
/// value; any thread.
class Figures
{
public:
    Figures() = default;
    Figures(const QLocale &locale, Currency currency)
        : m_locale(locale)
        , m_currency(std::move(currency))
    {
    }
    bool operator==(const Figures &) const = default;

    const QLocale &locale() const { return m_locale; }
    const Currency &currency() const { return m_currency; }

    /// "1,234.50" with the locale's separators, a true minus sign, no currency sign.
    QString money(Money amount) const;
    /// The sign of the currency, "£", or its code when it has none.
    QString sign() const;
    /// English writes the sign before the figure, most others after it.
    bool signStandsBefore() const;
    /// "£1.20" or "1,20 €": where a sum stands alone in a sentence.
    QString moneyWithSign(Money amount) const;
    /// "3", "½", "1½", and for goods by weight "0.337 kg".
    QString quantity(Quantity quantity, SaleUnit unit) const;
    /// The price on a tile: "12.90/kg" for goods by weight, nothing for an open price.
    QString price(const Product &product) const;
    /// "10 %", "12.5 %" from hundredths of a percent.
    QString percent(int basisPoints) const;
    QString clock(const QTime &time) const; ///< "09:42".

private:
    QString pieces(Quantity quantity) const;

    QLocale m_locale = QLocale(QLocale::English, QLocale::UnitedKingdom);
    Currency m_currency;
};
