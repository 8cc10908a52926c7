#pragma once

#include "server_account.h"

#include <QByteArray>
#include <QFile>

/// Unpacks the tar archive that pg_basebackup writes, fed piece by piece, into a folder of the
/// server's account. Refuses names that lead out of it. Blocks; used by one thread.
class TarUnpacker
{
public:
    TarUnpacker(QString folder, ServerAccount account);

    /// Errors: Unavailable/DirectoryUnusable (field = the file); Conflict (field = the name: no
    /// archive of this kind).
    Result<void> feed(const QByteArray &bytes);
    /// Errors: Conflict: the archive is cut off.
    Result<void> finish() const;

private:
    Result<void> beginMember(const QByteArray &header);
    Result<void> beginFile(const QString &path);
    Result<void> makeFolder(const QString &path) const;
    Result<void> take(const QByteArray &bytes);
    Result<void> endFile();

    const QString m_folder;
    const ServerAccount m_account;
    QByteArray m_header; ///< As far as it has come.
    QFile m_file;
    qint64 m_left = 0; ///< Bytes of the file still to come.
    qint64 m_padding = 0; ///< Bytes up to the next block.
    bool m_ended = false;
};
