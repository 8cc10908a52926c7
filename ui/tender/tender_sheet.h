#pragma once

#include "amount_entry.h"
#include "amount_pad.h"
#include "counter_frame.h"
#include "figures.h"
#include "payment_draft.h"
#include "sheet.h"
#include "total_panel.h"

#include <QPointer>
#include <QUuid>

#include <map>
#include <optional>

class Counter;
class EntryField;
class FittedText;
class NoticeCard;
class PaidList;
class Segment;
class SumKeys;

/// How money is taken: sums of cash, a card on a terminal of its own, a voucher, or several of
/// them. The tap that pays the bill books it; a second one does nothing. What was paid so far
/// stays with its basket when the sheet is left. Owned by the counter window; main thread.
class TenderSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TenderSheet)
public:
    TenderSheet(const Theme &theme, Counter &counter, QWidget *parent,
                MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    void setCashKeys(int count); ///< How many sums of cash, 3 to 6.

    /// For the open basket. Asks at once whether the journal can store a sale.
    void begin(TenderMethod first);
    /// Books the open basket without being shown: what is left of it, paid by @p method. After a
    /// failure it tries that payment again.
    void takeExact(TenderMethod method);

    /// What the basket's panel shows of the open basket above what is left to pay; empty while
    /// nothing was paid and nothing is rounded.
    std::vector<TotalPanel::Row> paidRows() const;
    Money stillToPay() const;
    bool partlyPaid() const; ///< Parts of the open basket were paid.

    bool textFits() const;

signals:
    void paidSoFarChanged();
    /// A payment failed, perhaps while the sheet was not shown: it says what happened.
    void payingFailed();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// What was paid of a basket, and why booking it failed.
    struct Bill {
        PaymentDraft draft;
        std::optional<Error> failure;
    };

    void build();
    void connectParts();
    void connectCounter();
    void follow();
    void checkWritable();
    void choose(TenderMethod method);

    void type(const QString &letters);
    void erase();
    void takeTyped();
    void takeKey(int index);
    void take(const Tender &part);
    void book();
    void removePart(int part);
    void tryAgain();
    void paymentFailed(const Error &error);
    void paymentDone(const QUuid &basket);

    bool busy() const;
    const Error *trouble() const;
    bool usable() const { return !busy() && !trouble(); }
    Bill &bill() { return m_bills[m_basket]; }
    const PaymentDraft &draft() const;
    QString exactWords(Money amount) const;
    QString padWords() const;
    void describeTyped(AmountPad::Content &content) const;
    QString refusalWords(const Error &error) const;

    void refresh();
    void showHead();
    void showKeys();
    void showPad();
    void showPaid();
    void showNotice();
    void place();
    int placeHead(const QRect &area);
    void placeLeft(const QRect &area);

    Counter &m_counter;
    CounterFrame m_frame;
    Figures m_figures;
    int m_cashKeys = 6;

    TenderMethod m_method = TenderMethod::Cash;
    std::map<QUuid, Bill> m_bills;
    QUuid m_basket; ///< The open one.
    QUuid m_booking; ///< Being booked by this sheet.
    std::optional<Error> m_unwritable;
    AmountEntry m_entry;
    QString m_number; ///< Of a voucher.
    QString m_refusal; ///< Why the last tap was refused.
    std::vector<Money> m_sums;
    QPointer<KeyButton> m_tapped;

    FittedText *m_heading;
    Segment *m_methods;
    NoticeCard *m_trouble;
    FittedText *m_keysLabel;
    SumKeys *m_keys;
    FittedText *m_numberLabel;
    EntryField *m_numberField;
    FittedText *m_paidLabel;
    PaidList *m_paid;
    FittedText *m_notice;
    AmountPad *m_pad;
};
