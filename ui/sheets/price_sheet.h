#pragma once

#include "entry_sheet.h"

class Counter;
class FigureCard;
class PriceReason;
class TextLabel;

/// Another price for the chosen line, with a reason and what it makes of the sum. Back to the list
/// price too. Owned by the counter window; main thread.
class PriceSheet final : public EntrySheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PriceSheet)
public:
    PriceSheet(const Theme &theme, Counter &counter, QWidget *parent,
               MonotonicMs clock = steadyMs());

    bool textFits() const;

protected:
    void showState() override;
    void take() override;
    void showEvent(QShowEvent *event) override;

private:
    void showPreview();
    void restore();
    void setPrice(Money price, const QString &reason);

    Counter &m_counter;
    TextLabel *m_subject;
    PriceReason *m_reasons;
    TextLabel *m_hint;
    FigureCard *m_preview;
    KeyButton *m_listPrice;
    KeyButton *m_set;
};
