#pragma once

#include "cluster.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

#include <libpq-fe.h>
#include <sys/types.h>

/// A folder for clusters that the server's user can reach, gone with the object.
class ClusterFixture
{
public:
    ClusterFixture();
    /// A new data directory called @p name.
    QString prepare(const QString &name) const;
    static std::unique_ptr<Cluster> cluster(const QString &dataDirectory);
    QString root() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

/// Ends a connection of libpq.
struct FinishConnection {
    void operator()(PGconn *connection) const { PQfinish(connection); }
};
using TestConnection = std::unique_ptr<PGconn, FinishConnection>;

TestConnection connectTo(const Cluster &cluster);
bool answers(const Cluster &cluster);
QString value(PGconn *connection, const char *sql);
/// Starts a program that is no server, as the user who owns @p folder.
std::unique_ptr<QProcess> startSleeper(const QString &folder);
bool isRoot();
