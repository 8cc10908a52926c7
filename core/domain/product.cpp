#include "product.h"

using namespace Qt::StringLiterals;

QString saleUnitWord(SaleUnit unit)
{
    switch (unit) {
    case SaleUnit::Piece:
        return u"piece"_s;
    case SaleUnit::Weight:
        return u"weight"_s;
    case SaleUnit::OpenPrice:
        return u"open"_s;
    }
    Q_UNREACHABLE();
}

std::optional<SaleUnit> saleUnitFromWord(const QString &word)
{
    for (const SaleUnit unit : {SaleUnit::Piece, SaleUnit::Weight, SaleUnit::OpenPrice}) {
        if (saleUnitWord(unit) == word)
            return unit;
    }
    return std::nullopt;
}
