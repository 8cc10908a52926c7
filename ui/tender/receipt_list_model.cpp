#include "receipt_list_model.h"

#include "tender_words.h"
#include "till.h"
#include "when_done.h"

#include <algorithm>

ReceiptListModel::ReceiptListModel(Till &till, QObject *parent)
    : QAbstractListModel(parent)
    , m_till(till)
{
}

void ReceiptListModel::reload()
{
    beginResetModel();
    m_receipts.clear();
    m_ended = false;
    m_reading = 0;
    endResetModel();
    fetchMore({});
}

const Receipt *ReceiptListModel::receiptAt(int row) const
{
    return row >= 0 && row < int(m_receipts.size()) ? &m_receipts[size_t(row)] : nullptr;
}

int ReceiptListModel::rowOf(const QUuid &receipt) const
{
    const auto found = std::ranges::find(m_receipts, receipt, &Receipt::uuid);
    return found == m_receipts.end() ? -1 : int(found - m_receipts.begin());
}

int ReceiptListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_receipts.size());
}

/// For screen readers; the delegate paints the receipt itself.
QVariant ReceiptListModel::data(const QModelIndex &index, int role) const
{
    const Receipt *receipt = receiptAt(index.row());
    if (!receipt || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const QString number = TenderWords::receiptNumber(*receipt);
    return receipt->kind == ReceiptKind::Refund ? tr("Refund %1").arg(number)
                                                : tr("Receipt %1").arg(number);
}

bool ReceiptListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_ended && m_reading == 0;
}

void ReceiptListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_reading = ++m_reads;
    const qint64 before = m_receipts.empty() ? 0 : m_receipts.back().sequence;
    whenDone(m_till.receipts(pageSize, before), this,
             [this, read = m_reading](const Result<std::vector<Receipt>> &page) {
                 if (read != m_reading)
                     return; // The list was read anew since.
                 m_reading = 0;
                 page ? pageArrived(*page) : pageArrived({});
             });
}

void ReceiptListModel::pageArrived(const std::vector<Receipt> &page)
{
    m_ended = int(page.size()) < pageSize;
    if (!page.empty()) {
        const int first = int(m_receipts.size());
        beginInsertRows({}, first, first + int(page.size()) - 1);
        m_receipts.insert(m_receipts.end(), page.begin(), page.end());
        endInsertRows();
    }
    emit pageRead();
}
