#include "list_rows.h"

using namespace Qt::StringLiterals;

ListRowModel::ListRowModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void ListRowModel::show(std::vector<ListRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const ListRow *ListRowModel::rowAt(const QModelIndex &index) const
{
    const bool known = index.isValid() && size_t(index.row()) < m_rows.size();
    return known ? &m_rows[size_t(index.row())] : nullptr;
}

int ListRowModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ListRowModel::data(const QModelIndex &index, int role) const
{
    const ListRow *row = rowAt(index);
    if (!row || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    QStringList spoken {row->name};
    for (const QString &part : {row->second, row->figure}) {
        if (!part.isEmpty())
            spoken << part;
    }
    return spoken.join(u", "_s);
}
