#pragma once

#include "card_delegate.h"
#include "card_model.h"

#include <QListView>

/// The cards of one column: keys are painted on them and pressed here, a drag scrolls, arrows move.
/// Owned by its column; main thread.
class CardList final : public QListView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CardList)
public:
    enum class Side { Left, Right };

    CardList(const Theme &theme, QWidget *parent);

    void setCards(const std::vector<OrderCard> &cards);
    const CardModel &cards() const { return m_model; }
    /// Takes the keyboard to the card that is nearest to @p y of this list.
    void takeFocus(int y);
    /// Where the current card stands; the middle where there is none.
    int focusY() const;
    /// Where a key of a card is painted, in the viewport; empty = it is not there.
    QRect keyRect(qint64 publicId, CardAct act) const;
    bool textFits() const;

signals:
    void acted(qint64 publicId, CardAct act); ///< A key was pressed, by finger or keyboard.
    void giveUpAsked(qint64 publicId); ///< Del: cancel it, or nobody came.
    void sideAsked(CardList::Side side); ///< An arrow left this column.

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    std::optional<CardSpot> spotAt(const QPoint &where) const;
    void press(const std::optional<CardSpot> &spot);
    const OrderCard *currentCard() const { return m_model.cardAt(currentIndex()); }
    int focusedKey() const;
    void focusKey(int key);
    bool moveWithinCard(int step);
    void moveTo(QKeyEvent *event);
    void actOnCurrent(const QKeyEvent &event);
    void giveUp();
    void restyle();

    const Theme &m_theme;
    CardModel m_model;
    CardDelegate *m_delegate;
    std::optional<CardSpot> m_pressed;
    std::optional<CardAct> m_focused; ///< The key that has the keyboard; nothing: the card.
    QPoint m_pressedAt;
    int m_scrolledFrom = 0;
    bool m_dragging = false;
};
