#pragma once

#include <QAbstractListModel>

#include <vector>

/// One row of a list: what it is called, what else is to be said of it, and a figure. A value.
struct ListRow {
    enum class Tone { Plain, Danger };
    QString name;
    QString second; ///< Broken into as many lines as it needs; may be empty.
    QString figure; ///< At the right; may be empty.
    Tone tone = Tone::Plain; ///< Of the second line.
    bool operator==(const ListRow &) const = default;
};

/// The rows of a RowList. Owned by it, main thread.
class ListRowModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListRowModel)
public:
    explicit ListRowModel(QObject *parent);

    void show(std::vector<ListRow> rows);
    const ListRow *rowAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<ListRow> m_rows;
};
