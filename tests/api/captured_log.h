#pragma once

#include <QByteArrayList>

/// Takes every line that this program logs, from whatever thread, while it exists; one at a time.
class CapturedLog
{
public:
    CapturedLog();
    ~CapturedLog();
    Q_DISABLE_COPY_MOVE(CapturedLog)

    /// What came so far.
    QByteArrayList lines() const;
};
