#pragma once

#include "beside_window.h"
#include "kitchen_cards.h"
#include "sheet.h"

#include <QTimer>

class Clock;
class KeyButton;
class KitchenCardView;
class OpenOrders;
class TextLabel;
class TicketDesk;

/// The kitchen: what is to be made now, on large cards with the time that has gone. A tap or the
/// keys 1 to 9 move a card on, first to being made, then to ready. Owned by ShopWindows; main
/// thread.
class KitchenWindow final : public BesideWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KitchenWindow)
public:
    static constexpr int mostCards = 9; ///< As many as there are keys.

    /// Whom it works with; all outlive it.
    struct Parts {
        const Theme &theme; ///< The counter's.
        QWidget &counter;
        OpenOrders &orders;
        TicketDesk &tickets;
        const Clock &clock;
    };
    explicit KitchenWindow(const Parts &parts);

    void setFigures(const Figures &figures);
    void setZone(const QTimeZone &zone);
    /// The cards that are seen, in their order.
    std::vector<KitchenCardView *> cards() const;
    bool textFits() const; ///< For tests: nothing is cut off.
    /// Taps within Sheet::deafMs of a change of the cards' places are dropped; for tests by hand.
    void setTapClock(MonotonicMs clock) { m_tapClock = std::move(clock); }

protected:
    void place() override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void refresh();
    void showCards(const KitchenPlan &plan);
    int placeHead();
    void placeCards(int top);
    bool tapCounts();
    void bump(qint64 publicId);
    QString countWords(const KitchenPlan &plan) const;
    QString troubleWords() const;

    OpenOrders &m_orders;
    TicketDesk &m_tickets;
    const Clock &m_clock;
    MonotonicMs m_tapClock = steadyMs();
    qint64 m_movedMs = 0; ///< When cards last changed their places.
    KitchenContext m_context;
    KitchenPlan m_plan;
    QString m_refusal;
    TextLabel *m_title = nullptr;
    TextLabel *m_count = nullptr;
    TextLabel *m_time = nullptr;
    TextLabel *m_notice = nullptr;
    TextLabel *m_empty = nullptr;
    KeyButton *m_close = nullptr;
    std::vector<KitchenCardView *> m_views;
    QTimer m_tick;
    QTimer m_refusalGone;
};
