#include "scan_desk.h"

#include "counter.h"
#include "goods_feed.h"

ScanDesk::ScanDesk(Counter &counter, const GoodsFeed &goods, QObject *parent)
    : QObject(parent)
    , m_counter(counter)
    , m_goods(goods)
{
}

void ScanDesk::scan(const QString &text)
{
    const int decimals = m_goods.catalogue() ? m_goods.catalogue()->goods().currency.decimals : 2;
    const Result<ScanCode> code = readScan(text, m_patterns, decimals);
    if (!code) {
        emit damaged();
        return;
    }
    if (const Product *product = productOf(*code))
        sell(product->id, *code);
    else
        emit unknown(code->code);
}

const Product *ScanDesk::productOf(const ScanCode &code) const
{
    const bool label = code.kind == ScanCode::Kind::Priced || code.kind == ScanCode::Kind::Weighed;
    if (const Product *byCode = m_goods.index().byBarcode(code.code))
        return byCode;
    const bool number = label || code.kind == ScanCode::Kind::Other;
    return number ? m_goods.index().byPlu(code.code) : nullptr;
}

void ScanDesk::sell(qint64 product, const ScanCode &code)
{
    if (code.price)
        m_counter.sellPriced(product, m_counter.takeTypedQuantity(), *code.price);
    else if (code.weight)
        m_counter.sellQuantity(product, *code.weight);
    else
        m_counter.sell(product);
}
