#include "card_model.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

void CardModel::setCards(const std::vector<OrderCard> &cards)
{
    dropMissing(cards);
    for (size_t row = 0; row < cards.size(); ++row)
        takeOver(cards[row], int(row));
}

void CardModel::dropMissing(const std::vector<OrderCard> &cards)
{
    QSet<qint64> kept;
    for (const OrderCard &card : cards)
        kept.insert(card.publicId);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (kept.contains(m_cards[size_t(row)].publicId))
            continue;
        beginRemoveRows({}, row, row);
        m_cards.erase(m_cards.begin() + row);
        endRemoveRows();
    }
}

void CardModel::takeOver(const OrderCard &card, int row)
{
    const int now = rowOf(card.publicId, row);
    if (now < 0) {
        beginInsertRows({}, row, row);
        m_cards.insert(m_cards.begin() + row, card);
        endInsertRows();
        return;
    }
    if (now > row) {
        beginMoveRows({}, now, now, {}, row);
        std::rotate(m_cards.begin() + row, m_cards.begin() + now, m_cards.begin() + now + 1);
        endMoveRows();
    }
    if (m_cards[size_t(row)] == card)
        return;
    m_cards[size_t(row)] = card;
    emit dataChanged(index(row), index(row));
}

int CardModel::rowOf(qint64 publicId, int from) const
{
    for (auto row = size_t(from); row < m_cards.size(); ++row) {
        if (m_cards[row].publicId == publicId)
            return int(row);
    }
    return -1;
}

const OrderCard *CardModel::cardAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_cards[size_t(index.row())] : nullptr;
}

QModelIndex CardModel::indexOf(qint64 publicId) const
{
    const int row = rowOf(publicId, 0);
    return row < 0 ? QModelIndex() : index(row);
}

int CardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant CardModel::data(const QModelIndex &index, int role) const
{
    const OrderCard *card = cardAt(index);
    if (!card)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return card->spoken();
    case Qt::AccessibleDescriptionRole: {
        QStringList keys;
        for (const CardKey &key : card->keys)
            keys << key.words;
        //: Read out by a screen reader; %1 is what the keys of a card say
        return tr("Keys: %1").arg(keys.join(u", "_s));
    }
    default:
        return {};
    }
}
