#pragma once

#include "key_layout.h"
#include "name_layout.h"
#include "order_card.h"
#include "theme.h"

#include <vector>

/// Where everything on a card stands, from its top left: laid out once for a width, a theme and its
/// words. A value.
struct CardLayout {
    struct Text {
        QRectF box;
        NameLayout text;
        Role role = Role::Ink;
    };
    struct Key {
        CardKey key;
        QRectF rect;
        KeyLayout layout;
    };
    std::vector<Text> texts;
    std::vector<Key> keys; ///< As in the card.
    Badge badge;
    QRectF badgeBox; ///< Empty: none.
    QRectF noteBox; ///< Empty: none.
    QRectF noteIcon;
    qreal height = 0;
    bool fits = true; ///< Whether nothing is cut off.

    /// The key under @p point; nullptr = none.
    const Key *keyAt(const QPointF &point) const;
};

CardLayout layOutCard(const Theme &theme, const OrderCard &card, qreal width);
