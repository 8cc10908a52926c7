#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "sheet.h"

class Counter;
class FigureCard;
class GoodsFeed;
class RowList;
class TextLabel;
struct BasketLine;
struct ListRow;

/// What goods contain and how many are left: of one product, or of all in the open basket. Owned by
/// the counter window; main thread.
class InfoSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InfoSheet)
public:
    InfoSheet(const Theme &theme, Counter &counter, const GoodsFeed &goods, QWidget *parent,
              MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);

    // Each of these shows the sheet.
    void showProduct(qint64 product);
    void showBasket();
    bool textFits() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void showState();
    void showOne(const Product &product);
    void showAll();
    ListRow rowOf(const BasketLine &line) const;
    QString stockOf(const Product &product) const;

    Counter &m_counter;
    const GoodsFeed &m_goods;
    Figures m_figures;
    qint64 m_product = 0; ///< 0: the whole basket.
    TextLabel *m_allergens;
    TextLabel *m_description;
    FigureCard *m_facts;
    RowList *m_list;
    QWidget *m_space;
};
