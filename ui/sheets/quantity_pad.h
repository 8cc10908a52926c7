#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "product.h"
#include "sheet.h"

#include <optional>

class Counter;
class FigureEntry;
class GoodsFeed;
class QVBoxLayout;
class QuickQuantities;
class PriceReason;
class TextLabel;

/// The keypad over the grid's bottom left, there only when it is needed: weight, open price,
/// quantity of a line, and what a held tile offers. Sells through the counter. Places itself within
/// the grid of its frame. Owned by the counter window; main thread.
class QuantityPad final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuantityPad)
public:
    QuantityPad(const Theme &theme, Counter &counter, const GoodsFeed &goods, QWidget *parent,
                MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);

    // Each of these shows the pad. Goods that are gone by then show nothing.
    /// How much of goods that are sold by weight: grams, or kilograms with a decimal point.
    void askWeight(qint64 product);
    /// What one costs now; @p thousandths of it are sold.
    void askPrice(qint64 product, qint64 thousandths);
    /// Of the chosen line.
    void askQuantity();
    /// What a held tile offers: one tap sells so many; sold out; what it contains; another price.
    void askTile(qint64 product);
    bool textFits() const;

signals:
    void availabilityAsked(qint64 product, bool available);
    void infoAsked(qint64 product);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Asking { Weight, Price, LineQuantity, Tile, OtherPrice };

    void build();
    void buildTileKeys();
    bool open(qint64 product, Asking asking);
    void begin();
    void beginFigure();
    void reserveTake();
    void askOtherPrice();
    void showState();
    void showTake(const std::optional<QString> &taken);
    void take();
    void sell(Quantity quantity);
    QRect wantedPlace() const;
    void place();
    void describe(const QString &name, const QString &second);
    bool showsQuickKeys() const;
    bool showsEntry() const;
    /// What is typed: pieces, a weight or a price.
    SaleUnit unitAsked() const;

    Counter &m_counter;
    const GoodsFeed &m_goods;
    Figures m_figures;
    CounterFrame m_frame;
    Asking m_asking = Asking::Weight;
    Product m_product; ///< As it was when the pad was opened.
    Quantity m_quantity; ///< Sold at the price that is asked for.
    TextLabel *m_name;
    TextLabel *m_second;
    FigureEntry *m_entry;
    QuickQuantities *m_quick;
    QWidget *m_tileKeys;
    QVBoxLayout *m_tileColumn;
    KeyButton *m_soldOut;
    KeyButton *m_info;
    KeyButton *m_otherPrice;
    PriceReason *m_reasons;
    KeyButton *m_take;
};
