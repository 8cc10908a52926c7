#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "sheet.h"

class FigureEntry;
class QHBoxLayout;
class QVBoxLayout;

/// Base of the sheets that ask for a figure: what it is about at the left, the figure and its
/// keypad at the right. Digits go to the figure, Enter takes it, Esc goes back. Owned by its
/// parent, main thread.
class EntrySheet : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntrySheet)
public:
    EntrySheet(const Theme &theme, QWidget *parent, MonotonicMs clock);

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    bool textFits() const;

protected:
    FigureEntry &entry() const { return *m_entry; }
    const Figures &figures() const { return m_figures; }
    /// At the left; scrolls where large text needs more room.
    QVBoxLayout &side() { return *m_side; }
    QVBoxLayout &belowSide() { return *m_belowSide; }
    QVBoxLayout &aboveEntry() { return *m_aboveEntry; }
    /// "6.90 → 6.21", or one figure where nothing changes.
    QString change(Money before, Money after) const;
    virtual void showState() = 0; ///< Shows what there is and what would come of the figure.
    virtual void take() = 0; ///< Enter or the main key.

    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void dress();

    Figures m_figures;
    QWidget *m_entryBox;
    QHBoxLayout *m_row;
    QWidget *m_sideBox;
    QVBoxLayout *m_side;
    QVBoxLayout *m_belowSide;
    QVBoxLayout *m_aboveEntry;
    FigureEntry *m_entry;
};
