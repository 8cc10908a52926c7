#pragma once

#include <QAbstractListModel>

#include <vector>

/// What a line of a refund shows. A value.
struct RefundRow {
    QString name;
    QString detail; ///< "2 × 2.30, 1 left".
    QString chosen; ///< How many go back; empty: none.
    QString amount; ///< What goes back; empty: nothing.
    bool spent = false; ///< Nothing is left of it.
    bool operator==(const RefundRow &) const = default;
};

/// The lines of a receipt that is given back. Owned by the refund sheet; main thread.
class RefundModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefundModel)
public:
    explicit RefundModel(QObject *parent);

    void show(std::vector<RefundRow> rows);
    const RefundRow *rowAt(int row) const; ///< Null beyond the last one.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<RefundRow> m_rows;
};
