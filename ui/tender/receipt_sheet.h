#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "paper_rows.h"
#include "sheet.h"

#include <optional>

class Counter;
class EntryField;
class Keypad;
class NoticeCard;
class QHBoxLayout;
class QListView;
class QScrollArea;
class ReceiptDelegate;
class ReceiptListModel;
class ReceiptView;
class TextLabel;

/// The last receipts of the till beside the paper of the chosen one. A number is found through the
/// keypad, a scanned code through find(). Owned by the counter window; main thread.
class ReceiptSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReceiptSheet)
public:
    ReceiptSheet(const Theme &theme, Counter &counter, QWidget *parent,
                 MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    void setWords(const ReceiptWords &words);

    void showLast();
    void showReceipt(const QUuid &receipt);
    /// What is printed on it, its number alone, or its scanned code.
    void find(const QString &text);
    const std::optional<Receipt> &shown() const { return m_shown; }
    const ReceiptView &view() const { return *m_view; }
    QListView &list() { return *m_list; }
    bool textFits() const;

signals:
    void refundAsked(const QUuid &receipt);
    void shownChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Choosing { FromList, ByNumber };

    void build();
    QWidget *buildLeft();
    void connectParts();
    void setChoosing(Choosing choosing);
    void type(const QString &letters);
    void erase();
    void showNumber();
    void showPaper(const std::optional<Receipt> &receipt);
    void listRead();
    void dress();

    Counter &m_counter;
    CounterFrame m_frame;
    Figures m_figures;
    ReceiptWords m_words;
    std::optional<Receipt> m_shown;
    QUuid m_wanted; ///< To be chosen in the list when it is read.
    Choosing m_choosing = Choosing::FromList;
    QString m_number;

    ReceiptListModel *m_model;
    ReceiptDelegate *m_delegate;
    QWidget *m_page;
    QHBoxLayout *m_columns = nullptr;
    TextLabel *m_numberLabel;
    EntryField *m_numberField;
    QListView *m_list;
    QWidget *m_pad;
    Keypad *m_keypad;
    KeyButton *m_find;
    KeyButton *m_toList;
    NoticeCard *m_notice;
    QScrollArea *m_paper;
    ReceiptView *m_view;
    KeyButton *m_refund;
};
