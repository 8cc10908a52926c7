#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

/// Where a journal begins: everything up to here was pruned, since backups hold it. A value.
struct JournalCut {
    qint64 sequence = 0; ///< 0 = nothing was pruned.
    QByteArray hash = QByteArray(32, '\0'); ///< Of that entry.
    qint64 number = 0; ///< Last receipt number up to there.
    bool operator==(const JournalCut &) const = default;
};

/// What becomes of a journal that lacks entries it had acknowledged: an older copy was put back, or
/// its log was damaged.
enum class LostEntries {
    Refused, ///< It is not opened.
    Accepted, ///< It is, for the till goes on under a new id; their numbers were given already.
};

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
    JournalCut cut {};
};
