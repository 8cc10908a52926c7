#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "refund_draft.h"
#include "sheet.h"

#include <functional>

class ChangeFace;
class Counter;
class FittedText;
class NoticeCard;
class QListView;
class QVBoxLayout;
class RefundReasons;
class RefundDelegate;
class RefundKeys;
class RefundModel;
struct RefundRow;
class Segment;
class TextField;
class TextLabel;

/// Gives back money for lines of a receipt: how many of each, why, and in which way. Says what goes
/// over the counter until the next tap. Owned by the counter window; main thread.
class RefundSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RefundSheet)
public:
    RefundSheet(const Theme &theme, Counter &counter, QWidget *parent,
                MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    /// How a product is sold; without it goods with parts of a half are taken for weighed ones.
    void setUnits(std::function<SaleUnit(qint64 product)> unitOf);

    /// Asks what is left of @p original. A refund under way goes on.
    void begin(const Receipt &original);
    const RefundDraft &draft() const { return m_draft; }
    QListView &list() { return *m_list; }
    const ChangeFace &done() const { return *m_done; }
    bool textFits() const;

signals:
    void refunded(const QUuid &refund);
    void doneAsked(); ///< A tap after the money was named.

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void build();
    QWidget *buildLeft();
    QWidget *buildRight();
    void connectParts();
    void leftArrived(const Result<std::vector<Quantity>> &left);
    void tapRow(int row);
    void stepChosen(int by);
    void acceptKey();
    void pay();
    void paid(const Result<Receipt> &refund);
    void end();
    TenderMethod method() const;
    QString reason() const;
    SaleUnit unitOf(const ReceiptLine &line) const;
    QString quantityOf(Quantity quantity, const ReceiptLine &line) const;
    RefundRow rowOf(size_t line, const Result<Receipt> &preview) const;

    void refresh();
    void showRows(const Result<Receipt> &preview);
    void showSum(const Result<Receipt> &preview);
    void showDone(const Receipt &refund);
    void placeKeys();
    void dress();

    Counter &m_counter;
    MonotonicMs m_clock;
    CounterFrame m_frame;
    Figures m_figures;
    std::function<SaleUnit(qint64)> m_unitOf;
    RefundDraft m_draft;
    Receipt m_original;
    int m_asked = 0; ///< Answers of earlier questions are dropped.
    bool m_paying = false;
    qint64 m_doneAt = 0;

    RefundModel *m_model;
    RefundDelegate *m_delegate;
    QWidget *m_page;
    QListView *m_list;
    RefundKeys *m_keys;
    KeyButton *m_all;
    RefundReasons *m_reasons;
    TextField *m_other;
    Segment *m_methods;
    TextLabel *m_reasonLabel;
    TextLabel *m_methodLabel;
    FittedText *m_hint;
    NoticeCard *m_notice;
    FittedText *m_sum;
    FittedText *m_rounding;
    KeyButton *m_pay;
    ChangeFace *m_done;
};
