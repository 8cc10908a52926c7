#include "coin_words.h"

#include "cash_sums.h"

using namespace Qt::StringLiterals;

QStringList coinWords(Money change, const Currency &currency, const Figures &figures)
{
    const QString zeros = figures.locale().decimalPoint() + QString(currency.decimals, QChar(u'0'));
    QStringList words;
    for (const auto &[count, coin] : changeInCoins(change, currency.code)) {
        QString name = figures.money(coin); // One of a whole sum is called by it: 10, not 10.00.
        if (currency.decimals > 0 && name.endsWith(zeros))
            name.chop(zeros.size());
        words << QString::number(count) + u" × "_s + name;
    }
    return words;
}
