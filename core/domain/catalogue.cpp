#include "catalogue.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

QString decimalText(Money amount, int decimals)
{
    const qint64 minor = amount.minor();
    // Through unsigned, because the lowest number has no positive twin.
    const quint64 size = minor < 0 ? quint64(0) - quint64(minor) : quint64(minor);
    QString digits = QString::number(size);
    if (decimals > 0) {
        digits = digits.rightJustified(decimals + 1, u'0');
        digits.insert(digits.size() - decimals, u'.');
    }
    return minor < 0 ? u'-' + digits : digits;
}

int currencyDecimals(const QString &code)
{
    static const QSet<QString> none {u"BIF"_s, u"CLP"_s, u"DJF"_s, u"GNF"_s, u"ISK"_s, u"JPY"_s,
                                     u"KMF"_s, u"KRW"_s, u"PYG"_s, u"RWF"_s, u"UGX"_s, u"VND"_s,
                                     u"VUV"_s, u"XAF"_s, u"XOF"_s, u"XPF"_s};
    static const QSet<QString> three {u"BHD"_s, u"IQD"_s, u"JOD"_s, u"KWD"_s,
                                      u"LYD"_s, u"OMR"_s, u"TND"_s};
    if (none.contains(code))
        return 0;
    return three.contains(code) ? 3 : 2;
}

int Goods::indexOf(qint64 product) const
{
    const auto found =
        std::lower_bound(products.begin(), products.end(), product,
                         [](const Product &candidate, qint64 id) { return candidate.id < id; });
    return found != products.end() && found->id == product ? int(found - products.begin()) : -1;
}

const Product *Goods::find(qint64 product) const
{
    const int index = indexOf(product);
    return index < 0 ? nullptr : &products[size_t(index)];
}

Catalogue::Catalogue(std::shared_ptr<const Goods> goods, std::vector<Quantity> shown,
                     QDateTime readAt)
    : m_goods(std::move(goods))
    , m_shown(std::move(shown))
    , m_readAt(std::move(readAt))
{
    Q_ASSERT(m_goods);
    Q_ASSERT(m_shown.size() == m_goods->products.size());
}
