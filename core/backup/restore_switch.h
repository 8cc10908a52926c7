#pragma once

#include "data_directory.h"

#include <QString>

/// The last step of a restore: what lies ready in a folder below the data directory takes the place
/// of what is there, which is set aside, never deleted. Killed at any moment, it is carried to its
/// end by the next finish(): every owner of a directory calls that first. All calls block shortly
/// and need the directory claimed.
class RestoreSwitch
{
public:
    /// How folders are called in which a restore gets ready.
    static QString draftPrefix();
    /// What a shop consists of: names below the data directory.
    static const QStringList &things();

    /// @p draft and @p aside are folders directly below @p directory; @p aside need not exist.
    /// Errors: Unavailable/DirectoryUnusable (field = the path at fault); the next finish() tries
    /// again.
    static Result<void> run(const DataDirectory &directory, const QString &draft,
                            const QString &aside);
    /// Whether one was interrupted.
    static bool pending(const DataDirectory &directory);
    /// Carries a switch that was interrupted to its end; true when there was one. Removes what a
    /// restore that was killed before it left. Errors: as run().
    static Result<bool> finish(const DataDirectory &directory);
};
