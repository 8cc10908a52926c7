#pragma once

#include "server_process.h"

#include <QTemporaryDir>

class TestCluster;

/// A second PostgreSQL that follows a TestCluster by streaming, as a shop's second machine would,
/// until it is promoted. Any failure of its own ends the test program. Owned by a test; the thread
/// that makes it is its parent.
class StandbyServer final
{
public:
    /// Copies @p primary, which listens on TCP, and follows it. Blocks until it answers.
    explicit StandbyServer(TestCluster &primary);
    ~StandbyServer();
    Q_DISABLE_COPY_MOVE(StandbyServer)

    /// The number at which it listens, on the port of the primary.
    QString host() const { return m_host; }
    /// Ends the following: it takes writes from then on. Blocks until it does.
    void promote() const;

private:
    void copy(TestCluster &primary) const;
    void run();
    std::unique_ptr<ServerProcess> start(const QString &program,
                                         const QStringList &arguments) const;
    QString ask(const QString &sql) const;

    QTemporaryDir m_folder;
    const QString m_host;
    ServerAccount m_account;
    std::unique_ptr<ServerProcess> m_server;
};
