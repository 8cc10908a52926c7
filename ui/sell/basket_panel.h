#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "theme.h"
#include "total_panel.h"

#include <QWidget>

class BasketDelegate;
class BasketModel;
class Counter;
class GoodsFeed;
class KeyButton;
class LineKeys;
class QListView;
class Segment;
class TextLabel;

/// The right side of the sell screen: eat in or take away, the lines, what the goods contain, the
/// sum, and the keys that take money. Owned by the counter window; main thread.
class BasketPanel final : public QWidget
{
    Q_OBJECT
public:
    /// What stands on the foot's two keys.
    enum class Foot {
        Pay, ///< Card and Cash.
        Back, ///< While money is taken: Card, and the way back where Cash was.
    };

    BasketPanel(const Theme &theme, Counter &counter, const GoodsFeed &goods,
                QWidget *parent = nullptr);

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    void setFoot(Foot foot);
    /// What was paid already of the open basket, shown above the rest to pay.
    void setPaid(std::vector<TotalPanel::Row> paid, Money rest);
    void clearPaid();
    /// A quiet sentence in the strip above the sum, until the next change of the basket.
    void say(const QString &sentence, bool warning);
    /// What was typed before a tile, large in the strip; empty = nothing.
    void sayTyped(const QString &typed);
    bool textFits() const; ///< For tests: nothing is cut off.

    QListView *list() const { return m_list; }
    const TotalPanel *totalPanel() const { return m_total; }

signals:
    void cardAsked();
    void cashAsked();
    void backAsked();
    void quantityAsked();
    void customerAsked();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void connectCounter();
    void place();
    void showBasket();
    void showChosen();
    void showTotal();
    void showStrip();
    void showFoot();
    void placeLineKeys();
    QString allergenLine() const;

    const Theme &m_theme;
    Counter &m_counter;
    const GoodsFeed &m_goods;
    Figures m_figures;
    CounterFrame m_frame;
    Foot m_foot = Foot::Pay;
    bool m_partlyPaid = false;
    std::vector<TotalPanel::Row> m_paid;
    Money m_rest;
    QString m_said;
    bool m_warning = false;
    bool m_typed = false; ///< What is said was typed before a tile.

    BasketModel *m_model;
    BasketDelegate *m_delegate;
    Segment *m_mode;
    KeyButton *m_customer;
    QListView *m_list;
    LineKeys *m_lineKeys;
    QWidget *m_ready; ///< What an empty basket says.
    TextLabel *m_strip;
    TotalPanel *m_total;
    KeyButton *m_card;
    KeyButton *m_cash;
};
