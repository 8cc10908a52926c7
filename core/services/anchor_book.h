#pragma once

#include "catalogue.h"
#include "chain_anchor.h"
#include "result.h"

/// The file of a data directory that notes how far the tills' chains were and with which hash, at
/// the end of days and at backups: outside the database, whose owner could rewrite a chain with all
/// its later hashes. Lines are only ever added. A value; reading and writing block.
class AnchorBook final
{
public:
    static constexpr const char *fileName = "anchors";

    /// @p path of the file; it need not be there yet.
    explicit AnchorBook(QString path)
        : m_path(std::move(path))
    {
    }

    /// Adds those of @p heads that have moved since they were last noted, synced. Errors:
    /// Unavailable/DirectoryUnusable (field = the file), Conflict/DirectoryOwned (somebody else is
    /// noting: the next time will do).
    Result<void> note(const std::vector<TillHead> &heads, const QString &occasion,
                      const QDateTime &at) const;
    /// In the order of noting; none when there is no file. Errors: Unavailable/DirectoryUnusable
    /// (field = the file), Invalid/BadRow (left = the line that is none). A last line that was
    /// broken off is passed over.
    Result<std::vector<ChainAnchor>> read() const;

private:
    QString m_path;
};
