#pragma once

#include "counter_frame.h"
#include "key_table.h"
#include "sheet.h"

class QGridLayout;

/// Keys for everything that has none on the sell screen. Owned by the counter window; main thread.
class MoreSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MoreSheet)
public:
    MoreSheet(const Theme &theme, QWidget *parent, MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    bool textFits() const;

signals:
    void asked(CounterAction action);

private:
    struct Offer {
        CounterAction action;
        const char *name; ///< Of the key, for tests and screen readers' scripts.
        QString words;
        const char *icon;
    };
    static std::vector<Offer> offers();
    void place(int columns);

    QGridLayout *m_grid;
    std::vector<KeyButton *> m_keys;
};
