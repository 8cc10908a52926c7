#pragma once

#include "backup_head.h"
#include "block_file.h"

#include <memory>

/// Writes one backup: parts with names, compressed, encrypted where there are keys, with sums over
/// everything. Owned and used by one thread, which may wait. Errors of all: as BlockWriter.
class BackupWriter
{
public:
    /// Makes the file at @p path, which must not exist. @p head gets what the keys add to it.
    static Result<std::unique_ptr<BackupWriter>> open(const QString &path, BackupHead head,
                                                      const std::optional<BackupKeys> &keys);
    ~BackupWriter();
    Q_DISABLE_COPY_MOVE(BackupWriter)

    Result<void> beginPart(const QString &name);
    Result<void> write(const QByteArray &content);
    Result<void> endPart();
    /// A part of one piece.
    Result<void> writePart(const QString &name, const QByteArray &content);
    Result<void> writeFile(const QString &name, const QString &path);
    /// Ends the file and brings it to the disk.
    Result<void> finish();
    qint64 size() const { return m_file.size(); }

private:
    struct State;
    BackupWriter();
    Result<void> put(char kind, const QByteArray &content);
    enum class Rest { Comes, None }; ///< Of the part.
    Result<void> compress(const QByteArray &content, Rest rest);
    Result<void> putFilled();

    BlockWriter m_file;
    std::unique_ptr<State> m_state;
};
