#pragma once

#include "counter_frame.h"
#include "sheet.h"

class Counter;
class TextField;

/// A name for the open basket: shown above it, and proposed when it is parked. An empty name takes
/// it away. Owned by the counter window; main thread.
class CustomerSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CustomerSheet)
public:
    CustomerSheet(const Theme &theme, Counter &counter, QWidget *parent,
                  MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    bool textFits() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void save();

    Counter &m_counter;
    TextField *m_name;
    KeyButton *m_save;
};
