#pragma once

#include "beside_window.h"
#include "pickup_codes.h"

#include <QTimer>

class Clock;
class OpenOrders;

/// The customers' window: the codes of what is being made and of what can be picked up, and nothing
/// else of anybody. More codes than fit take turns. Never takes the keyboard. Owned by ShopWindows;
/// main thread.
class PickupWindow final : public BesideWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PickupWindow)
public:
    /// Whom it works with; all outlive it.
    struct Parts {
        const Theme &theme; ///< The counter's.
        QWidget &counter;
        const OpenOrders &orders;
        const Clock &clock;
    };
    explicit PickupWindow(const Parts &parts);

    const PickupCodes &codes() const { return m_codes; }
    bool textFits() const; ///< For tests: nothing is cut off.
    /// The next codes where they take turns.
    void turn();

protected:
    void place() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    /// One half of the window.
    struct Half {
        QRectF box;
        QString title;
        Role ground = Role::Bg;
        Role ink = Role::Ink;
        QStringList codes;
        QRectF codesBox;
        CodeGrid grid;
        int pages() const;
    };
    void refresh();
    std::vector<Half> halves() const;
    Half halfOf(Half half) const;
    QFont titleFont(const Half &half) const;
    void paintHalf(QPainter &painter, const Half &half) const;
    void paintCode(QPainter &painter, const QRectF &box, const QString &code,
                   const Half &half) const;

    const OpenOrders &m_orders;
    const Clock &m_clock;
    PickupCodes m_codes;
    int m_turn = 0;
    QTimer m_tick;
    QTimer m_turns;
};
