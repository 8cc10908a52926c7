#pragma once

#include "counter_frame.h"
#include "figures.h"
#include "sheet.h"

#include <QUuid>

#include <vector>

class Clock;
class Counter;
class RowList;
class TextField;
class TextLabel;

/// Parks the open basket under a name, and takes a parked one up again. With nothing in the basket
/// it is a list to take up from; a tap does it. Owned by the counter window; main thread.
class ParkSheet final : public Sheet
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParkSheet)
public:
    /// @p now decides the proposed name and the ages; in the zone of the computer.
    ParkSheet(const Theme &theme, Counter &counter, const Clock &now, QWidget *parent,
              MonotonicMs clock = steadyMs());

    void setFrame(const CounterFrame &frame);
    void setFigures(const Figures &figures);
    bool textFits() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void showState();
    void showParked();
    QString proposedName() const;
    QString clerkName(int clerk) const;
    QString ageOf(const QDateTime &startedAt) const;
    void park();
    void recall(int row);

    Counter &m_counter;
    const Clock &m_now;
    Figures m_figures;
    std::vector<QUuid> m_parked; ///< In the order of the rows.
    TextField *m_name;
    TextLabel *m_label;
    RowList *m_list;
    KeyButton *m_park;
};
