#pragma once

#include "product.h"
#include "scan_code.h"

#include <QObject>

class Counter;
class GoodsFeed;

/// Turns what a scanner read into a line of the basket: goods by their barcode or number, labels of
/// the shop that hold a price or a weight. Lives on the main thread; owned by the counter window's
/// maker.
class ScanDesk final : public QObject
{
    Q_OBJECT
public:
    ScanDesk(Counter &counter, const GoodsFeed &goods, QObject *parent = nullptr);

    void setPatterns(std::vector<ScanPattern> patterns) { m_patterns = std::move(patterns); }
    /// Ends in a sale, unknown() or damaged().
    void scan(const QString &text);

signals:
    /// Nothing has this code; as it is kept for goods.
    void unknown(const QString &code);
    void damaged(); ///< Its check digit is wrong.

private:
    const Product *productOf(const ScanCode &code) const;
    void sell(qint64 product, const ScanCode &code);

    Counter &m_counter;
    const GoodsFeed &m_goods;
    std::vector<ScanPattern> m_patterns;
};
