#pragma once

#include "cluster.h"
#include "server_binaries.h"

#include <memory>
#include <stop_token>

/// A private PostgreSQL that is filled by a restore and then thrown away or moved to its place:
/// fast, and safe only once keep() has run. Owned and used by one thread, which may wait.
class ScratchCluster
{
public:
    /// Makes and starts one in @p folder/cluster. Errors: as Cluster::start().
    static Result<std::unique_ptr<ScratchCluster>> start(const QString &folder,
                                                         const QString &binaries);
    /// Stops the server.
    ~ScratchCluster();

    DatabaseAddress address() const { return m_cluster->address(); }
    /// Stops the server and brings all it wrote to the disk itself. Errors:
    /// Unavailable/DirectoryUnusable.
    Result<void> keep();

private:
    explicit ScratchCluster(const QString &folder);
    const QString m_folder;
    std::unique_ptr<Cluster> m_cluster;
};

enum class RestoreWay {
    Quick, ///< Some tables at a time: into a database that nobody sees before it is whole.
    Whole, ///< In one transaction: all of it or nothing.
};

/// What a database is filled from. A value.
struct RestoreSource {
    QString file; ///< Of pg_dump, in its custom format.
    ServerBinaries binaries;
    RestoreWay way = RestoreWay::Quick;
};

/// Fills the empty database at @p address. Errors: Conflict/SchemaMismatch (it holds a shop),
/// ClientProgram's.
Result<void> fillDatabase(const DatabaseAddress &address, const RestoreSource &source,
                          const std::stop_token &stop = {});
