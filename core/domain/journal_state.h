#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

/// What a journal knows of its till.
struct JournalState {
    QUuid till;
    int tillNumber = 0; ///< 0 until registered.
    QString prefix;
    qint64 head = 0; ///< Last sequence; 0 = empty.
    QByteArray headHash;
    qint64 lastNumber = 0; ///< Last receipt number given.
    QDateTime lastAt; ///< Clock of the last entry.
    qint64 acknowledged = 0; ///< Last sequence the database is known to hold.
};
