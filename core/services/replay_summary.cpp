#include "replay_summary.h"

#include <algorithm>

void TapTimes::add(std::chrono::microseconds time)
{
    const auto bucket = std::lower_bound(boundsUs.begin(), boundsUs.end(), qint64(time.count()));
    ++counts[size_t(bucket - boundsUs.begin())];
    longest = std::max(longest, time);
}

void ReplaySummary::add(const Receipt &receipt)
{
    ++receipts;
    lines += qint64(receipt.lines.size());
    takings += receipt.total;
    currency = receipt.currency;
    for (const VatTotal &part : receipt.vat) {
        const auto lower = [](const VatTotal &total, int rateBp) { return total.rateBp < rateBp; };
        auto total = std::lower_bound(vat.begin(), vat.end(), part.rateBp, lower);
        if (total == vat.end() || total->rateBp != part.rateBp)
            total = vat.insert(total, {.rateBp = part.rateBp});
        total->gross += part.gross;
        total->vat += part.vat;
        total->net += part.net;
    }
}
