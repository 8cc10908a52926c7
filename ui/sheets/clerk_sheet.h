#pragma once

#include "counter_frame.h"
#include "sheet.h"

class ClerkKeys;
class Counter;
class TextLabel;

/// Who else is at the till: a tap opens a tab for them. Signs the open clerk off too, when their
/// basket is empty. Owned by the counter window; main thread.
class ClerkSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClerkSheet)
public:
    ClerkSheet(const Theme &theme, Counter &counter, QWidget *parent,
               MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    bool textFits() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void showState();
    void signOn(int clerk);
    void signOff();

    Counter &m_counter;
    TextLabel *m_words;
    ClerkKeys *m_keys;
    KeyButton *m_signOff;
};
