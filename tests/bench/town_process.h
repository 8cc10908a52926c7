#pragma once

#include "sample_series.h"

#include <QProcess>

/// How the customers of a town fared, as their process says it. A value.
struct TownFigures {
    qint64 reads = 0;
    qint64 orders = 0;
    qint64 finished = 0;
    qint64 missed = 0;
    qint64 faults = 0;
    TimeFigures answers;
    TimeFigures changes;
};

/// A TownCrowd in a process of its own at nice 10. Owned by the benchmark; ends with the object.
class TownProcess
{
public:
    /// They order products from @p first to @p last, ids.
    TownProcess(quint16 port, int customers, qint64 first, qint64 last);
    ~TownProcess();
    Q_DISABLE_COPY_MOVE(TownProcess)

    bool started();
    /// Nobody orders any more; waits until the last order is ready.
    TownFigures finish();

private:
    QProcess m_process;
};
