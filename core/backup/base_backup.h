#pragma once

#include "client_program.h"
#include "wal_folder.h"

/// Copies a whole PostgreSQL cluster to the backup target by pg_basebackup, with the log that it
/// needs by itself: the start of every restore to a point in time. One sealed file, read back after
/// it was written. Owned and used by one thread, but for stop().
class BaseBackup
{
public:
    /// How the server may take its time for the checkpoint at the start.
    enum class Pace { AtOnce, Gentle };
    struct Request {
        ServerBinaries binaries;
        DatabaseAddress address;
        WalFolder folder;
        QHash<QUuid, qint64> heads; ///< What the database held of each till before.
        Pace pace = Pace::Gentle;
    };
    /// Errors: as ClientProgram; as SealedWriter and SealedReader; nothing of it stays then.
    Result<BaseRecord> make(const Request &request);
    /// Thread-safe.
    void stop() { m_program.stop(); }

private:
    Result<void> copy(SealedWriter &file, BaseRecord &record);

    ClientProgram m_program;
};
