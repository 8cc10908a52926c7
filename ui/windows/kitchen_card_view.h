#pragma once

#include "kitchen_cards.h"
#include "name_layout.h"
#include "theme.h"

#include <QWidget>

class KeyButton;

/// A large card of the kitchen: what to make, for when, and the keys that move it on. As high as it
/// needs; text that would need more room than there is steps down. Owned by the kitchen's window;
/// main thread.
class KitchenCardView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KitchenCardView)
public:
    KitchenCardView(const Theme &theme, QWidget *parent);

    /// @p number is the key that bumps it, 1 to 9; 0: none.
    void show(const KitchenCard &card, int number);
    const KitchenCard &card() const { return m_card; }
    void setTicketsOffered(bool offered);
    /// Lays it out for a width, at most @p most high; gives its height.
    int heightFor(int width, int most);
    /// Whether all lines of the order are on it.
    bool showsAll() const { return m_hidden == 0; }
    bool textFits() const; ///< For tests: nothing is cut off.

signals:
    void bumpAsked(qint64 publicId);
    void ticketAsked(qint64 publicId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Text {
        QRectF box;
        NameLayout text;
        Role role = Role::Ink;
    };
    struct Layout {
        std::vector<Text> texts;
        QRectF head;
        QRectF note;
        qreal keysTop = 0;
        int hidden = 0;
    };
    class Typesetter;
    void placeKeys();
    Role headRole() const;
    Role headInk() const;
    QString ticketWords() const;

    const Theme &m_theme;
    KitchenCard m_card;
    int m_number = 0;
    int m_hidden = 0;
    Layout m_layout;
    KeyButton *m_bump;
    KeyButton *m_ticket;
};
