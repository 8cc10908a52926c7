#pragma once

#include "card_layout.h"

#include <QHash>
#include <QStyledItemDelegate>

class CardModel;

/// A key of a card, by its order. A value.
struct CardSpot {
    qint64 publicId = 0;
    CardAct act = CardAct::Advance;
    bool operator==(const CardSpot &) const = default;
};

/// Paints the cards of orders. What was laid out is kept until the card, the width or the theme
/// changes. Owned by its list; main thread.
class CardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CardDelegate(const Theme &theme, const CardModel &model, QObject *parent);

    /// Of the place of a card: the card is a gap narrower at either side.
    void setWidth(int width);
    void setPressed(const std::optional<CardSpot> &spot) { m_pressed = spot; }
    /// The key that has the keyboard; nothing: the card as a whole.
    void setFocusedAct(const std::optional<CardAct> &act) { m_focused = act; }
    void forget() { m_layouts.clear(); }

    const CardLayout &layoutOf(const OrderCard &card) const;
    /// Where the card stands in its place in the list.
    QRectF cardRect(const QRectF &place) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Kept {
        OrderCard card;
        CardLayout layout;
    };
    void paintCard(QPainter &painter, const QRectF &rect, const OrderCard &card) const;
    void paintNote(QPainter &painter, const CardLayout &layout) const;
    void paintKey(QPainter &painter, const CardLayout::Key &key, bool pressed) const;
    void paintFocus(QPainter &painter, const QRectF &rect, const OrderCard &card) const;

    const Theme &m_theme;
    const CardModel &m_model;
    int m_width = 1;
    std::optional<CardSpot> m_pressed;
    std::optional<CardAct> m_focused;
    mutable QHash<qint64, Kept> m_layouts;
};
