#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "result.h"
#include "sheet.h"

#include <QFuture>

#include <functional>
#include <vector>

class Counter;
class GoodsFeed;
class RowList;
class TextField;
class TextLabel;

/// A scanned code that nothing has: give it to a product, sell at an open price, or ignore it.
/// Owned by the counter window; main thread.
class UnknownCodeSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnknownCodeSheet)
public:
    /// Gives a barcode to a product: GoodsDesk::setBarcode().
    using SetBarcode = std::function<QFuture<Result<void>>(qint64 product, const QString &code)>;
    struct Parts {
        Counter &counter;
        const GoodsFeed &goods;
        SetBarcode setBarcode;
    };

    UnknownCodeSheet(const Theme &theme, Parts parts, QWidget *parent,
                     MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    using QWidget::show;
    void show(const QString &code); ///< Begins anew with @p code and shows the sheet.
    bool textFits() const;

signals:
    void assigned(qint64 product);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void search();
    void assign(int row);
    void assignmentEnded(qint64 product, const Result<void> &outcome);
    void sellAtOpenPrice();
    const Product *openPriced() const;

    Parts m_parts;
    Figures m_figures;
    QString m_code;
    std::vector<qint64> m_found; ///< In the order of the rows.
    TextLabel *m_words;
    TextField *m_search;
    RowList *m_results;
    KeyButton *m_openPrice;
    bool m_assigning = false;
};
