#pragma once

#include "client_program.h"
#include "move_state.h"

#include <functional>

/// Where a move begins or ends. A value.
struct MovePlace {
    QString setting; ///< What database.url says; empty = the private server.
    DatabaseAddress address;
    QString words; ///< For people, without a password.
};

/// Moves the shop's database to another place: freezes the old one, copies it, compares every
/// table, verifies the copy, and only then switches the setting; at last the old one is closed to
/// the shop and kept. Killed at any step it goes on where it was; until the switch the old database
/// counts. Tills send what the copy lacks from their journals. Blocks: owned and used by one thread
/// that may wait, in a program that owns the data directory.
class MoveRun
{
public:
    struct Plan {
        DataDirectory directory;
        MovePlace from;
        MovePlace to;
        ServerBinaries binaries;
        std::function<void(const QString &)> tell; ///< A sentence for people about each step.
    };
    explicit MoveRun(Plan plan);
    ~MoveRun();
    Q_DISABLE_COPY_MOVE(MoveRun)

    /// @p state: what an earlier program left of this very move, or a new one.
    /// Errors: Conflict (the place is taken, the copy differs, or `verify` finds in it what it does
    /// not find in the old one), Invalid/BadField (the place cannot hold a shop), Unavailable,
    /// Denied (the login may not). After an error the old database counts.
    Result<void> run(const MoveState &state);
    /// Removes what a move that was not finished left in the new place. Errors: as above.
    Result<void> giveUp(const MoveState &state);
    /// Back to the old database as it was when the shop left it, without what the other took in
    /// since. For when that one is lost. Errors: as above.
    Result<void> returnWithoutCopy(const MoveState &state);

private:
    Result<void> openEnds();
    Result<void> checkEnds();
    Result<void> settlePlace(const CopyFacts &facts);
    Result<void> settleEarlierCopy();
    Result<void> freezeSource();
    Result<void> copy();
    Result<void> compare();
    Result<void> verify();
    Result<void> switchOver();
    Result<void> note(MoveState::Step step);
    Result<void> checkLeft(CopyEnd &end, const MoveState &state) const;
    Result<void> writeSetting(const QString &value) const;
    Result<void> tellWaiting() const;
    void tell(const QString &sentence) const { m_plan.tell(sentence); }

    const Plan m_plan;
    MoveState m_state;
    std::unique_ptr<CopyEnd> m_from;
    std::unique_ptr<CopyEnd> m_to;
    bool m_copied = false;
};
