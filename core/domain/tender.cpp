#include "tender.h"

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {
/// Beyond it an amount is a slip of the hand, and sums could leave 64 bits.
constexpr qint64 largestAmountMinor = 1'000'000'000'000;

Error invalid(Error::Reason reason)
{
    return {.code = Error::Code::Invalid, .reason = reason};
}

constexpr qsizetype fewestDigits = 4;
constexpr qsizetype mostDigits = 12;

Result<void> checkAmounts(const std::vector<Tender> &tenders, bool givenBack)
{
    for (size_t i = 0; i < tenders.size(); ++i) {
        const qint64 minor = tenders[i].amount.minor();
        if ((givenBack ? minor <= 0 : minor >= 0) && minor <= largestAmountMinor
            && minor >= -largestAmountMinor)
            continue;
        Error error = invalid(Error::Reason::BadField);
        error.field = u"tenders[%1].amount"_s.arg(i);
        return error;
    }
    return {};
}

Result<void> checkNumbers(const std::vector<Tender> &tenders)
{
    for (size_t i = 0; i < tenders.size(); ++i) {
        if (isTenderNumber(tenders[i].method, tenders[i].number))
            continue;
        Error error = invalid(Error::Reason::BadField);
        error.field = u"tenders[%1].number"_s.arg(i);
        return error;
    }
    return {};
}

Money sumOf(const std::vector<Tender> &tenders, bool cash)
{
    Money sum;
    for (const Tender &tender : tenders) {
        if ((tender.method == TenderMethod::Cash) == cash)
            sum += tender.amount;
    }
    return sum;
}

bool hasCash(const std::vector<Tender> &tenders)
{
    return std::any_of(tenders.begin(), tenders.end(),
                       [](const Tender &tender) { return tender.method == TenderMethod::Cash; });
}
}

QString tenderMethodWord(TenderMethod method)
{
    switch (method) {
    case TenderMethod::Cash:
        return u"cash"_s;
    case TenderMethod::Card:
        return u"card"_s;
    case TenderMethod::Voucher:
        return u"voucher"_s;
    }
    Q_UNREACHABLE();
}

std::optional<TenderMethod> tenderMethodFromWord(const QString &word)
{
    for (const TenderMethod method :
         {TenderMethod::Cash, TenderMethod::Card, TenderMethod::Voucher}) {
        if (tenderMethodWord(method) == word)
            return method;
    }
    return std::nullopt;
}

bool isTenderNumber(TenderMethod method, const QString &number)
{
    if (number.isEmpty())
        return true;
    const bool digits = std::all_of(number.begin(), number.end(),
                                    [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
    return method == TenderMethod::Voucher && digits && number.size() >= fewestDigits
        && number.size() <= mostDigits;
}

Result<Settlement> settle(Money total, const std::vector<Tender> &tenders, Money cashStep)
{
    const bool givenBack = total < Money();
    if (const Result<void> checked = checkAmounts(tenders, givenBack); !checked)
        return checked.error();
    if (const Result<void> checked = checkNumbers(tenders); !checked)
        return checked.error();

    // Everything is settled on absolute amounts, so that a refund mirrors its sale.
    const qint64 sign = givenBack ? -1 : 1;
    const auto absolute = [sign](Money amount) { return Money::fromMinor(sign * amount.minor()); };
    const Money due = absolute(total - sumOf(tenders, false));
    if (due < Money())
        return invalid(Error::Reason::Overpaid);
    const Money dueInCash = hasCash(tenders) ? due.roundedTo(cashStep) : due;
    const Money change = absolute(sumOf(tenders, true)) - dueInCash;
    if (change < Money()) {
        Error error = invalid(Error::Reason::NotPaid);
        error.left = -change.minor();
        return error;
    }
    if (givenBack && change > Money())
        return invalid(Error::Reason::Overpaid);
    return Settlement {.tenders = tenders, .change = change, .rounding = absolute(dueInCash - due)};
}
