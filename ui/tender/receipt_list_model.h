#pragma once

#include "receipt.h"

#include <QAbstractListModel>

class Till;

/// The receipts of this till, the newest first, a page at a time. Owned by the receipt sheet; main
/// thread.
class ReceiptListModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptListModel)
public:
    static constexpr int pageSize = 40;

    ReceiptListModel(Till &till, QObject *parent);

    void reload();
    const Receipt *receiptAt(int row) const; ///< Null beyond the last one.
    int rowOf(const QUuid &receipt) const; ///< −1 = not read, or not of this till.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void pageRead();

private:
    void pageArrived(const std::vector<Receipt> &page);

    Till &m_till;
    std::vector<Receipt> m_receipts;
    int m_reading = 0; ///< Of the read that is under way; 0 = none.
    int m_reads = 0;
    bool m_ended = true;
};
