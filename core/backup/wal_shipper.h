#pragma once

#include "wal_folder.h"

/// Carries what pg_receivewal wrote to the backup target: whole segments once, the one that is
/// being written again whenever it has grown. Owned and used by the log keeper's thread.
class WalShipper
{
public:
    /// @p spool is the folder of pg_receivewal.
    WalShipper(QString spool, WalFolder folder, qint64 segmentBytes);

    /// What came of a round.
    struct Outcome {
        bool gap = false; ///< What was shipped does not continue what is there.
        bool forked = false; ///< It contradicts what is there; nothing was overwritten.
        int segments = 0; ///< Written.
    };
    /// Errors: Unavailable/DirectoryUnusable (field = the file).
    Result<Outcome> ship();

    /// Whether the segment was shipped or waits to be.
    bool holds(const QString &segment) const;
    static qint64 spoolBytes(const QString &spool);

private:
    /// A file of pg_receivewal's.
    struct Found {
        QString name; ///< Of the segment.
        bool whole = true;
        qint64 number = 0;
    };
    std::vector<Found> found() const;
    Result<void> shipHistories();
    Result<void> shipOne(const Found &one, Outcome &outcome);
    Result<void> shipWhole(const Found &one, Outcome &outcome);
    Result<void> shipPartial(const Found &one, Outcome &outcome);
    void noteContinuity(const Found &one, Outcome &outcome) const;
    void sweepSpool(const std::vector<Found> &all) const;
    QString spoolFile(const Found &one) const;

    const QString m_spool;
    const WalFolder m_folder;
    const qint64 m_segmentBytes;
    QString m_partialStamp; ///< Name and time of change of the partial one shipped last.
};
