#pragma once

#include "order_card.h"

#include <QAbstractListModel>

/// The cards of one column. New lists are taken over row by row, so that the view keeps its place
/// and its current card. Owned by its list; main thread.
class CardModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setCards(const std::vector<OrderCard> &cards);
    const std::vector<OrderCard> &cards() const { return m_cards; }
    const OrderCard *cardAt(const QModelIndex &index) const;
    /// Invalid where it is not in this column.
    QModelIndex indexOf(qint64 publicId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    int rowOf(qint64 publicId, int from) const;
    void dropMissing(const std::vector<OrderCard> &cards);
    void takeOver(const OrderCard &card, int row);

    std::vector<OrderCard> m_cards;
};
