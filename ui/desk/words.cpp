#include "words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("ErrorWords", text);
}

QString invalidSentence(const Error &error)
{
    using Reason = Error::Reason;
    switch (error.reason) {
    case Reason::BadQuantity:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "That quantity cannot be sold."));
    case Reason::MissingField:
        return error.field == u"reason"_s
            ? words(QT_TRANSLATE_NOOP("ErrorWords", "A reason is needed."))
            : words(QT_TRANSLATE_NOOP("ErrorWords", "Something is missing."));
    case Reason::NoTaxRate:
        return words(QT_TRANSLATE_NOOP("ErrorWords",
                                       "No VAT rate is set for the class %1. See settings, VAT."))
            .arg(error.field);
    case Reason::EmptyBasket:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "The basket is empty."));
    case Reason::NotPaid:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "That is not enough."));
    case Reason::Overpaid:
        return words(QT_TRANSLATE_NOOP("ErrorWords",
                                       "Card and voucher may not be more than the sum to pay."));
    case Reason::NothingLeftToRefund:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "Nothing of it is left to pay back."));
    default:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "That value cannot be used."));
    }
}

QString conflictSentence(const Error &error)
{
    using Reason = Error::Reason;
    switch (error.reason) {
    case Reason::InsufficientStock:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "There is not enough of it."));
    case Reason::JournalForked:
        return words(QT_TRANSLATE_NOOP("ErrorWords",
                                       "The journal of this till was copied. Selling goes on."));
    case Reason::CurrencyFixed:
        return words(
            QT_TRANSLATE_NOOP("ErrorWords", "The currency is fixed since the first sale."));
    default:
        break;
    }
    if (error.field == u"basket"_s)
        return words(QT_TRANSLATE_NOOP("ErrorWords", "The open basket is in use. Park it first."));
    if (error.field == u"clerk"_s)
        return words(QT_TRANSLATE_NOOP("ErrorWords", "Four clerks are at this till already."));
    return words(QT_TRANSLATE_NOOP("ErrorWords", "Somebody else was quicker. Look again."));
}

QString unavailableSentence(const Error &error)
{
    using Reason = Error::Reason;
    switch (error.reason) {
    case Reason::JournalUnwritable:
        return words(QT_TRANSLATE_NOOP(
            "ErrorWords", "The disk does not take the sale. Take no money; the basket stays."));
    case Reason::TillNotRegistered:
        return words(QT_TRANSLATE_NOOP(
            "ErrorWords", "This till is not known to the database yet. The basket stays."));
    default:
        return words(
            QT_TRANSLATE_NOOP("ErrorWords", "The database is away. Selling goes on without it."));
    }
}

} // namespace

QString errorSentence(const Error &error)
{
    switch (error.code) {
    case Error::Code::Invalid:
        return invalidSentence(error);
    case Error::Code::NotFound:
        if (error.reason == Error::Reason::UnknownReceipt)
            return words(QT_TRANSLATE_NOOP("ErrorWords", "No receipt has this number."));
        if (error.reason == Error::Reason::UnknownProduct && !error.field.isEmpty())
            return words(QT_TRANSLATE_NOOP("ErrorWords", "No goods have the number %1."))
                .arg(error.field);
        return words(QT_TRANSLATE_NOOP("ErrorWords", "That is not there any more."));
    case Error::Code::Conflict:
        return conflictSentence(error);
    case Error::Code::Denied:
        return words(QT_TRANSLATE_NOOP("ErrorWords", "That is not allowed."));
    case Error::Code::Unavailable:
        return unavailableSentence(error);
    case Error::Code::Timeout:
        return words(QT_TRANSLATE_NOOP(
            "ErrorWords", "It is not certain whether it was kept. Ask again: nothing doubles."));
    case Error::Code::Internal:
        break;
    }
    return words(QT_TRANSLATE_NOOP("ErrorWords", "That did not work. The basket stays."));
}
