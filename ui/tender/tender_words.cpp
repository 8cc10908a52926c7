#include "tender_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

QString TenderWords::method(TenderMethod method)
{
    switch (method) {
    case TenderMethod::Cash:
        return QCoreApplication::translate("TenderWords", "Cash");
    case TenderMethod::Card:
        return QCoreApplication::translate("TenderWords", "Card");
    case TenderMethod::Voucher:
        return QCoreApplication::translate("TenderWords", "Voucher");
    }
    Q_UNREACHABLE();
}

QString TenderWords::icon(TenderMethod method)
{
    switch (method) {
    case TenderMethod::Cash:
        return u"cash"_s;
    case TenderMethod::Card:
        return u"card"_s;
    case TenderMethod::Voucher:
        return u"ticket"_s;
    }
    Q_UNREACHABLE();
}

QString TenderWords::part(const Tender &part)
{
    const QString word = method(part.method);
    return part.number.isEmpty() ? word : word + u' ' + part.number;
}

QString TenderWords::receiptNumber(const Receipt &receipt)
{
    return receipt.prefix + QString::number(receipt.number);
}
