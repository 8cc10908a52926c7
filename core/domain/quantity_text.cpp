#include "quantity_text.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 largestQuantity = 999'999; // thousandths, as in a basket
constexpr qint64 largestAmountMinor = 1'000'000'000'000; // as in a tender
constexpr int thousandthsDecimals = 3;
constexpr qint64 digitsLimit = 100'000'000'000; // far beyond both, far below 64 bits

/// A number with a point or a comma × 10^@p decimals; nothing when it is none, or not exact.
std::optional<qint64> scaledNumber(QStringView text, int decimals)
{
    qint64 number = 0;
    int places = -1; // Digits after the separator; -1 before it.
    bool found = false;
    for (const QChar letter : text) {
        if (letter == u'.' || letter == u',') {
            if (places >= 0)
                return {};
            places = 0;
            continue;
        }
        const int digit = letter.digitValue();
        if (digit < 0 || places == decimals || number > digitsLimit)
            return {};
        number = number * 10 + digit;
        found = true;
        places += places < 0 ? 0 : 1;
    }
    if (!found)
        return {};
    for (int place = qMax(places, 0); place < decimals; ++place)
        number *= 10;
    return number;
}

std::optional<qint64> thousandthsIn(QStringView text)
{
    if (!text.endsWith(u'½'))
        return scaledNumber(text, thousandthsDecimals);
    const std::optional<qint64> whole = text.size() == 1 ? 0 : scaledNumber(text.chopped(1), 0);
    return whole ? std::optional(*whole * 1000 + 500) : std::nullopt;
}
}

Result<Quantity> quantityFromText(const QString &text)
{
    QStringView digits = QStringView(text).trimmed();
    if (digits.endsWith(u'*') || digits.endsWith(u'×'))
        digits = digits.chopped(1).trimmed();
    const std::optional<qint64> thousandths = thousandthsIn(digits);
    if (thousandths && *thousandths > 0 && *thousandths <= largestQuantity)
        return Quantity::fromThousandths(*thousandths);
    return Error {
        .code = Error::Code::Invalid, .reason = Error::Reason::BadQuantity, .field = u"quantity"_s};
}

Result<Money> moneyFromDigits(const QString &text, int decimals)
{
    const std::optional<qint64> minor = scaledNumber(QStringView(text).trimmed(), decimals);
    if (minor && *minor <= largestAmountMinor)
        return Money::fromMinor(*minor);
    return Error {
        .code = Error::Code::Invalid, .reason = Error::Reason::BadField, .field = u"amount"_s};
}
