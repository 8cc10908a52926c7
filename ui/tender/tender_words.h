#pragma once

#include "receipt.h"

/// Words of the sheets that take and give back money, in the language of the till. Any thread.
namespace TenderWords {
QString method(TenderMethod method); ///< "Cash".
QString icon(TenderMethod method); ///< A name in resources/icons.
QString part(const Tender &part); ///< "Voucher 4071".
QString receiptNumber(const Receipt &receipt); ///< "1-20418".
}
