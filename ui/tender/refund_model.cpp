#include "refund_model.h"

RefundModel::RefundModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void RefundModel::show(std::vector<RefundRow> rows)
{
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            emit dataChanged(index(0), index(int(m_rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const RefundRow *RefundModel::rowAt(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? &m_rows[size_t(row)] : nullptr;
}

int RefundModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

/// For screen readers; the delegate paints the row itself.
QVariant RefundModel::data(const QModelIndex &index, int role) const
{
    const RefundRow *row = rowAt(index.row());
    if (!row || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    if (row->chosen.isEmpty())
        return tr("%1, %2").arg(row->name, row->detail);
    return tr("%1, %2, %3 to give back").arg(row->name, row->detail, row->chosen);
}
