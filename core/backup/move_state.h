#pragma once

#include "copy_end.h"
#include "data_directory.h"

#include <QDateTime>
#include <QUuid>

/// How far a move of the shop's database is: DIR/move.json, mode 0600, because an address may hold
/// a password. What stands there is on the disk before the next step begins, so that a move which
/// was killed can be taken up again. A value.
struct MoveState {
    enum class Step {
        Copying, ///< The old database counts; in the new one there may be a copy or nothing.
        Switching, ///< The copy is complete and the same; the new one counts.
        Done, ///< Kept for the way back.
    };

    QUuid id;
    QString from; ///< The setting database.url before; empty = the private server.
    QString to; ///< And after.
    Step step = Step::Copying;
    bool back = false; ///< Takes an earlier one back.
    QDateTime begun;
    TableSums sums {}; ///< Of what was copied.

    /// What the copy and its source say about themselves while the move is under way.
    QString note() const;

    /// Nothing when no move is known. Errors: Unavailable/DirectoryUnusable (field = the file).
    static Result<std::optional<MoveState>> read(const DataDirectory &directory);
    /// Whole and on the disk. Errors: as above.
    Result<void> write(const DataDirectory &directory) const;
    static Result<void> remove(const DataDirectory &directory);
};
