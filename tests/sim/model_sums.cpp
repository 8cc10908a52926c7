#include "model_sums.h"

#include <algorithm>
#include <cstdlib>

namespace ModelSums {

qint64 share(qint64 value, qint64 numerator, qint64 denominator)
{
    const qint64 product = std::abs(value * numerator);
    const qint64 rounded = (2 * product + denominator) / (2 * denominator);
    return (value < 0) != (numerator < 0) ? -rounded : rounded;
}

qint64 priceOf(qint64 price, qint64 thousandths)
{
    return share(price, thousandths, 1000);
}

std::vector<qint64> spread(qint64 amount, const std::vector<qint64> &weights)
{
    qint64 whole = 0;
    for (const qint64 weight : weights)
        whole += weight;
    std::vector<qint64> shares(weights.size());
    if (whole == 0 || amount == 0)
        return shares;
    qint64 left = amount;
    for (size_t i = 0; i < weights.size(); ++i) {
        shares[i] = amount * weights[i] / whole;
        left -= shares[i];
    }
    std::vector<bool> served(weights.size());
    for (; left > 0; --left) {
        size_t best = weights.size();
        for (size_t i = 0; i < weights.size(); ++i) {
            const auto rest = [&](size_t at) { return amount * weights[at] % whole; };
            if (!served[i] && (best == weights.size() || rest(i) > rest(best)))
                best = i;
        }
        served[best] = true;
        ++shares[best];
    }
    return shares;
}

qint64 roundedTo(qint64 amount, qint64 step)
{
    return share(amount, 1, step) * step;
}

void addUp(ModelEntry &receipt)
{
    receipt.total = 0;
    receipt.vat.clear();
    for (const ModelLine &line : receipt.lines) {
        receipt.total += line.gross;
        receipt.vat[line.rateBp].gross += line.gross;
    }
    for (auto &[rateBp, vat] : receipt.vat)
        vat.vat = share(vat.gross, rateBp, 10'000 + rateBp);
}

void settle(ModelEntry &receipt, qint64 cashStep)
{
    qint64 cash = 0;
    qint64 due = receipt.total;
    bool paysCash = false;
    for (const ModelTender &tender : receipt.tenders) {
        const bool isCash = tender.method == QStringLiteral("cash");
        paysCash = paysCash || isCash;
        (isCash ? cash : due) += isCash ? tender.amount : -tender.amount;
    }
    const qint64 dueInCash = paysCash ? roundedTo(due, cashStep) : due;
    receipt.change = cash - dueInCash;
    receipt.rounding = dueInCash - due;
}

}
