#pragma once

#include <QStringList>

class DayHouse;

/// Takes all that the programs log, as long as it lives, and keeps what no line may hold: names and
/// addresses of customers. One at a time; owned by the test; any thread may log.
class DayLog
{
public:
    DayLog();
    ~DayLog();
    Q_DISABLE_COPY_MOVE(DayLog)

    /// Lines with something personal in them since the last call.
    static QStringList takeFaults();

private:
    const QtMessageHandler m_before;
};

/// What was logged in the day names no customer.
void checkLog(DayHouse &house);
