#include "folded_text.h"
#include "fuzz_targets.h"
#include "quantity_text.h"
#include "scan_code.h"
#include "uuid7.h"

using namespace Qt::StringLiterals;

namespace {

/// The text before the first line feed are patterns, when there is one.
std::pair<QString, QString> patternsAndCode(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    if (end < 0)
        return {u"20:price:5:5:2; 21:weight:5:5:3; 02:price:5:4:2:check"_s,
                QString::fromUtf8(bytes)};
    return {QString::fromUtf8(bytes.left(end)), QString::fromUtf8(bytes.mid(end + 1))};
}

} // namespace

void feedScanCode(const QByteArray &bytes)
{
    const auto [patternText, code] = patternsAndCode(bytes);
    const Result<std::vector<ScanPattern>> patterns = scanPatterns(patternText);
    if (!patterns)
        return;
    for (const int decimals : {0, 2, 3}) {
        const Result<ScanCode> scan = readScan(code, *patterns, decimals);
        promise(!scan || !scan->price || scan->price->minor() >= 0,
                "a label's price is none below 0");
    }
    const Result<QString> kept = barcodeText(code);
    if (!kept)
        return;
    const Result<QString> again = barcodeText(*kept);
    promise(again && *again == *kept, "a barcode as it is kept reads back");
}

void feedTypedText(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const QString folded = foldedText(text);
    promise(foldedText(text.left(text.size() / 2)).size() <= folded.size() + 1,
            "a beginning folds to no more");
    for (const QString &word : foldedWords(text))
        promise(!word.isEmpty(), "words have letters");
    if (const Result<Quantity> quantity = quantityFromText(text))
        promise(quantity->thousandths() > 0, "a typed quantity is one");
    for (const int decimals : {0, 2, 3}) {
        if (const Result<Money> money = moneyFromDigits(text, decimals))
            promise(money->minor() >= 0, "a typed amount is none below 0");
    }
    static_cast<void>(QUuid::fromString(text));
}
