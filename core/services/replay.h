#pragma once

#include "replay_file.h"
#include "replay_summary.h"

#include <QObject>

#include <memory>

class Journal;
class ReplayClock;
class Till;
class Uploader;

/// Sells a file of real receipts through the till service, without a counter: all take-away, paid
/// exactly in cash, at the recorded times. What the till's journal holds already is not sold again.
/// Lives on the main thread; owned by the command.
class Replay final : public QObject
{
    Q_OBJECT
public:
    /// All of one till, which sells nothing else: its clock is @p clock.
    struct Parts {
        Till &till;
        Journal &journal;
        Uploader &uploader;
        ReplayClock &clock;
    };
    enum class Pace { Recorded, AsFastAsPossible };
    struct Options {
        Pace pace = Pace::AsFastAsPossible;
        double speed = 1; ///< The recorded gaps are divided by it.
        QString acksFile; ///< Empty = none.
    };
    Replay(const Parts &parts, ReplayFile file, Options options, QObject *parent = nullptr);
    ~Replay() override;

    /// Begins when the till is registered, at the first receipt that the journal does not hold.
    /// Call once, with the uploader started by the caller.
    void start();
    const ReplaySummary &summary() const; ///< So far.

signals:
    /// At most ten times a second: receipts in the journal, and entries that PostgreSQL does not
    /// have yet.
    void progressed(qint64 receipts, qint64 waiting);
    /// Everything is sold and in PostgreSQL.
    void finished();
    /// Nothing more will be sold; what was sold is in the journal.
    void failed(const Error &error);

private:
    struct Private;
    std::unique_ptr<Private> m;
};
