#include "basket_model.h"

#include "name_layout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

BasketModel::BasketModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void BasketModel::setFigures(const Figures &figures)
{
    m_figures = figures;
}

BasketRow BasketModel::rowOf(const BasketLine &line) const
{
    QStringList second;
    if (line.unit == SaleUnit::Weight)
        second << m_figures.money(line.unitPrice) + u"/kg"_s;
    else if (line.quantity != Quantity::fromPieces(1))
        second << tr("%1 each").arg(m_figures.money(line.unitPrice));
    if (line.discount != Money())
        second << tr("%1 off").arg(m_figures.money(line.discount));
    if (!line.reason.isEmpty())
        second << line.reason;
    BasketRow row {.quantity = m_figures.quantity(line.quantity, line.unit),
                   .several = line.quantity != Quantity::fromPieces(1),
                   .name = withoutSoftHyphens(line.name),
                   .sum = m_figures.money(line.gross())};
    // A plain line of several needs no second row: quantity and sum say it.
    const bool telling =
        line.unit == SaleUnit::Weight || line.discount != Money() || !line.reason.isEmpty();
    if (telling)
        row.second = second.join(u" · "_s);
    row.spoken = u"%1 × %2, %3"_s.arg(row.quantity, row.name, row.sum);
    if (!row.second.isEmpty())
        row.spoken += u", "_s + row.second;
    return row;
}

void BasketModel::show(const Basket *basket)
{
    std::vector<BasketRow> rows;
    if (basket) {
        rows.reserve(basket->lines.size());
        for (const BasketLine &line : basket->lines)
            rows.push_back(rowOf(line));
    }
    const QUuid uuid = basket ? basket->uuid : QUuid();
    const bool sameBasket = uuid == m_basket;
    m_basket = uuid;
    const int before = int(m_rows.size());
    const int after = int(rows.size());
    if (!sameBasket || after < before) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (int i = 0; i < before; ++i) {
        if (m_rows[size_t(i)] == rows[size_t(i)])
            continue;
        m_rows[size_t(i)] = std::move(rows[size_t(i)]);
        emit dataChanged(index(i), index(i));
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        std::move(rows.begin() + before, rows.end(), std::back_inserter(m_rows));
        endInsertRows();
    }
}

const BasketRow *BasketModel::rowAt(const QModelIndex &index) const
{
    const bool known = index.isValid() && size_t(index.row()) < m_rows.size();
    return known ? &m_rows[size_t(index.row())] : nullptr;
}

int BasketModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant BasketModel::data(const QModelIndex &index, int role) const
{
    const BasketRow *row = rowAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return row->name;
    case Qt::AccessibleTextRole:
        return row->spoken;
    default:
        return {};
    }
}
