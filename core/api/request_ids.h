#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// Gives requests names by which answers and log lines are found again: different ones for as long
/// as anybody remembers, across restarts too. Easily guessed, and good for nothing else. Owned by
/// the server; its thread.
class RequestIds
{
public:
    RequestIds();
    QByteArray next();

private:
    const QByteArray m_run; ///< Of this start of the program.
    quint64 m_count = 0;
};

/// Whether a client's own id is taken over: 1 to 64 of letters, digits, ".", "_" and "-".
bool isRequestId(QByteArrayView text);
