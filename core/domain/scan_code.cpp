#include "scan_code.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype codeLimit = 64;
constexpr int ean13Digits = 13;
constexpr int ean8Digits = 8;
constexpr int upcDigits = 12;

Error badBarcode(const QString &detail)
{
    return {.code = Error::Code::Invalid,
            .reason = Error::Reason::BadField,
            .field = u"barcode"_s,
            .detail = detail};
}

bool isDigits(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

int digitAt(const QString &text, qsizetype position)
{
    return text.at(position).unicode() - u'0';
}

/// Weights 3 and 1 from the right, the check digit itself has 1.
bool hasRightCheckDigit(const QString &digits)
{
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i)
        sum += digitAt(digits, i) * ((digits.size() - i) % 2 == 0 ? 3 : 1);
    return sum % 10 == 0;
}

bool isGtinSized(qsizetype digits)
{
    return digits == ean8Digits || digits == upcDigits || digits == ean13Digits;
}

qint64 powerOfTen(int exponent)
{
    qint64 power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

Result<ScanCode> readLabel(const QString &code, const ScanPattern &pattern, int currencyDecimals)
{
    const qsizetype itemAt = pattern.prefix.size();
    const qsizetype checkAt = itemAt + pattern.itemDigits;
    const QString value = code.mid(checkAt + (pattern.innerCheck ? 1 : 0), pattern.valueDigits);
    if (pattern.innerCheck && digitAt(code, checkAt) != innerCheckDigit(value))
        return badBarcode(u"the check digit of its value is wrong"_s);
    ScanCode scan {.code = code.mid(itemAt, pattern.itemDigits)};
    if (pattern.kind == ScanPattern::Kind::Price) {
        scan.kind = ScanCode::Kind::Priced;
        scan.price = Money::fromMinor(value.toLongLong())
                         .scaled(powerOfTen(currencyDecimals), powerOfTen(pattern.decimals));
    } else {
        scan.kind = ScanCode::Kind::Weighed;
        scan.weight =
            Quantity::fromThousandths(value.toLongLong() * powerOfTen(3 - pattern.decimals));
    }
    return scan;
}

/// One entry of the setting, while it is looked at.
class PatternEntry
{
public:
    explicit PatternEntry(const QString &text)
        : m_parts(text.split(u':'))
    {
        for (QString &part : m_parts)
            part = part.trimmed();
    }

    /// Empty when the entry is good; @p pattern then holds it.
    QString read(ScanPattern &pattern) const
    {
        const bool checked = m_parts.size() == 6 && m_parts.at(5) == u"check"_s;
        if (m_parts.size() != 5 && !checked)
            return u"needs prefix:price|weight:item digits:value digits:decimals[:check]"_s;
        pattern.innerCheck = checked;
        pattern.prefix = m_parts.at(0);
        if (pattern.prefix.isEmpty() || !isDigits(pattern.prefix))
            return u"its prefix is no digits"_s;
        if (m_parts.at(1) != u"price"_s && m_parts.at(1) != u"weight"_s)
            return u"holds neither price nor weight"_s;
        pattern.kind =
            m_parts.at(1) == u"price"_s ? ScanPattern::Kind::Price : ScanPattern::Kind::Weight;
        return readDigits(pattern);
    }

private:
    QString readDigits(ScanPattern &pattern) const
    {
        const bool isPrice = pattern.kind == ScanPattern::Kind::Price;
        if (!number(2, {3, 7}, pattern.itemDigits))
            return u"its item has 3 to 7 digits"_s;
        if (!number(3, {pattern.innerCheck ? 4 : 3, pattern.innerCheck ? 5 : 6},
                    pattern.valueDigits))
            return pattern.innerCheck ? u"its value has 4 or 5 digits"_s
                                      : u"its value has 3 to 6 digits"_s;
        if (!number(4, {0, isPrice ? 4 : 3}, pattern.decimals))
            return isPrice ? u"a price has 0 to 4 decimals"_s : u"a weight has 0 to 3 decimals"_s;
        const qsizetype digits = pattern.prefix.size() + pattern.itemDigits + pattern.valueDigits
            + (pattern.innerCheck ? 1 : 0);
        return digits == upcDigits ? QString() : u"has %1 digits, not 12"_s.arg(digits);
    }
    bool number(int part, std::pair<int, int> limits, int &value) const
    {
        bool isNumber = false;
        value = m_parts.at(part).toInt(&isNumber);
        return isNumber && value >= limits.first && value <= limits.second;
    }

    QStringList m_parts;
};

}

Result<std::vector<ScanPattern>> scanPatterns(const QString &text)
{
    std::vector<ScanPattern> patterns;
    int count = 0;
    for (const QString &entry : text.split(u';', Qt::SkipEmptyParts)) {
        ++count;
        if (entry.trimmed().isEmpty())
            continue;
        ScanPattern pattern;
        QString problem = PatternEntry(entry).read(pattern);
        if (problem.isEmpty()
            && std::ranges::find(patterns, pattern.prefix, &ScanPattern::prefix) != patterns.end())
            problem = u"its prefix stands twice"_s;
        if (!problem.isEmpty())
            return Error {.code = Error::Code::Invalid,
                          .reason = Error::Reason::BadField,
                          .field = u"scan patterns"_s,
                          .detail =
                              u"entry %1 (\"%2\"): %3"_s.arg(count).arg(entry.trimmed(), problem)};
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

Result<QString> barcodeText(const QString &text)
{
    const QString code = text.trimmed();
    if (code.isEmpty())
        return badBarcode(u"is empty"_s);
    if (code.size() > codeLimit)
        return badBarcode(u"is longer than %1 characters"_s.arg(codeLimit));
    if (!std::ranges::all_of(code, [](QChar c) { return c.isPrint(); }))
        return badBarcode(u"holds characters that cannot be printed"_s);
    if (!isDigits(code) || !isGtinSized(code.size()))
        return code;
    if (!hasRightCheckDigit(code))
        return badBarcode(u"the check digit of %1 is wrong"_s.arg(code));
    return code.size() == upcDigits ? u'0' + code : code;
}

Result<ScanCode> readScan(const QString &text, const std::vector<ScanPattern> &patterns,
                          int currencyDecimals)
{
    const Result<QString> code = barcodeText(text);
    if (!code)
        return code.error();
    if (!isDigits(*code) || !isGtinSized(code->size()))
        return ScanCode {.kind = ScanCode::Kind::Other, .code = *code};
    const auto fits = [&code](const ScanPattern &pattern) {
        return code->size() == ean13Digits && code->startsWith(pattern.prefix);
    };
    const auto pattern = std::ranges::find_if(patterns, fits);
    if (pattern != patterns.end())
        return readLabel(*code, *pattern, currencyDecimals);
    return ScanCode {.kind = ScanCode::Kind::Gtin, .code = *code};
}

int innerCheckDigit(const QString &value)
{
    Q_ASSERT(isDigits(value) && (value.size() == 4 || value.size() == 5));
    using Products = std::array<int, 10>;
    static constexpr Products twoMinus {0, 2, 4, 6, 8, 9, 1, 3, 5, 7};
    static constexpr Products three {0, 3, 6, 9, 2, 5, 8, 1, 4, 7};
    static constexpr Products fivePlus {0, 5, 1, 6, 2, 7, 3, 8, 4, 9};
    static constexpr Products fiveMinus {0, 5, 9, 4, 8, 3, 7, 2, 6, 1};
    static const std::vector<Products> ofFour {twoMinus, twoMinus, three, fiveMinus};
    static const std::vector<Products> ofFive {fivePlus, twoMinus, fiveMinus, fivePlus, twoMinus};
    const std::vector<Products> &weights = value.size() == 4 ? ofFour : ofFive;
    int sum = 0;
    for (qsizetype i = 0; i < value.size(); ++i)
        sum += weights[size_t(i)][size_t(digitAt(value, i))];
    if (value.size() == 4)
        return sum * 3 % 10;
    const auto rest = std::ranges::find(fiveMinus, (10 - sum % 10) % 10);
    return int(rest - fiveMinus.begin());
}
