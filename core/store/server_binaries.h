#pragma once

#include "result.h"

#include <QString>
#include <QStringList>

/// The folder of one installed PostgreSQL and its major version. A value.
struct ServerBinaries {
    QString folder;
    int major = 0;

    /// Oldest PostgreSQL that the schema runs on.
    static constexpr int oldestMajor = 15;

    QString program(const QString &name) const;
    /// The one that fits a cluster of @p clusterMajor (0: a new one, newest wins), in @p onlyFolder
    /// or where systems put it. Errors: Unavailable/ServerMissing; Conflict/SchemaMismatch (only
    /// other versions are here).
    static Result<ServerBinaries> find(const QString &onlyFolder, int clusterMajor);
};

/// Folders in which this system keeps PostgreSQL's programs, whether they exist or not.
QStringList serverPlaces();
