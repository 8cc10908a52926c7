#include "cluster.h"

#include "cluster_runner.h"
#include "server_probe.h"

using namespace Qt::StringLiterals;

Cluster::Cluster(Options options)
    : m_runner(std::make_unique<Runner>(std::move(options)))
{
}

Cluster::~Cluster() = default;

DatabaseAddress Cluster::groupAddress() const
{
    return DatabaseAddress::forSocket(m_runner->socketFolder(), counterRole(), clusterDatabase());
}

DatabaseAddress Cluster::address() const
{
    // The port is said because a variable of the environment could bend it.
    return DatabaseAddress::forSocket(socketDirectory(), clusterRole(), clusterDatabase())
        .with(u"port"_s, QString::number(clusterPort()));
}

QString Cluster::socketDirectory() const
{
    return m_runner->socketFolder();
}

QFuture<Result<void>> Cluster::start()
{
    return m_runner->start();
}

qint64 Cluster::serverPid() const
{
    return m_runner->serverPid();
}

void Cluster::wake(qint64 backendPid)
{
    m_runner->wake(backendPid);
}

int Cluster::restarts() const
{
    return m_runner->restarts();
}
