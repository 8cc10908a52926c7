#pragma once

#include "catalogue.h"
#include "result.h"

#include <QFuture>

#include <memory>

class WorkQueue;

/// The last catalogue on disk (SQLite), for a start without a database. Derived data: a damaged
/// file is thrown away and made anew. Owns a thread; thread-safe.
class SnapshotFile
{
public:
    explicit SnapshotFile(const QString &path);
    ~SnapshotFile();

    QFuture<Result<void>> save(const CatalogueRead &read);
    /// Errors: NotFound when there is none, or it cannot be read.
    QFuture<Result<CatalogueRead>> load();

private:
    class File;
    std::unique_ptr<File> m_file;
    std::unique_ptr<WorkQueue> m_queue;
};
