#pragma once

#include "counter_frame.h"
#include "sheet.h"

#include <vector>

class GoodsFeed;
class RowList;
class TextLabel;

/// The goods that staff marked as sold out; a tap asks to sell one again. Owned by the counter
/// window; main thread.
class SoldOutSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SoldOutSheet)
public:
    SoldOutSheet(const Theme &theme, const GoodsFeed &goods, QWidget *parent,
                 MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    bool textFits() const;

signals:
    void availabilityAsked(qint64 product, bool available);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void showGoods();

    const GoodsFeed &m_goods;
    std::vector<qint64> m_shown; ///< In the order of the rows.
    TextLabel *m_words;
    RowList *m_list;
};
