#pragma once

#include "address.h"
#include "cluster.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>

/// A number in 127.0.0.0/8 at which nobody uses @p port.
QString unusedLoopback(quint16 port);

/// One private PostgreSQL per test program, in a temporary folder, by the program's own Cluster: a
/// member of the test class. Starts when it is first needed (under a second), ends with the object.
class TestCluster
{
public:
    enum class Durability {
        Full,
        FsyncOff, ///< For tests that only want volume.
        ProcessOnly, ///< What is committed survives a killed server, not a machine that loses
                     ///< power.
    };
    enum class Reach {
        Socket,
        Tcp, ///< Also on an address of its own in 127.0.0.0/8, for anybody and for replication.
    };
    explicit TestCluster(Durability durability = Durability::Full, Reach reach = Reach::Socket);
    ~TestCluster();
    Q_DISABLE_COPY_MOVE(TestCluster)

    /// The running server; starts it. A failed start ends the test program with the reason.
    Cluster &cluster();
    /// Its own database "bakehouse", unmigrated.
    DatabaseAddress address();
    /// The number at which it listens over TCP, on PostgreSQL's own port.
    QString host() const { return m_host; }
    static constexpr quint16 port = 5432;
    /// Stops the server whole; the next call of cluster() or start() starts it again, same address.
    void stop();
    void start();
    /// kill -9 of the server's main process; it comes back by itself.
    void crash();

private:
    friend class TestDatabase;
    QString makeDatabase(const QString &source);
    void prepareTemplate();
    QStringList settings() const;

    QTemporaryDir m_folder;
    const Durability m_durability;
    const QString m_host;
    std::unique_ptr<Cluster> m_cluster;
    bool m_templateReady = false;
    int m_databases = 0;
};

/// A fresh database per test: the migrated one with the sample goods, copied, or an empty one.
/// Dropped with the object. Its helpers speak as the owner (cluster superuser), by a connection of
/// their own; an SQL error ends the test program.
class TestDatabase
{
public:
    enum class Content { Migrated, Empty };
    explicit TestDatabase(TestCluster &cluster, Content content = Content::Migrated);
    ~TestDatabase();
    Q_DISABLE_COPY_MOVE(TestDatabase)

    DatabaseAddress address() const;
    /// The same over TCP, at @p host (a list, too) and @p port.
    DatabaseAddress addressAt(const QString &host, const QString &port) const;
    /// Runs any number of statements, in one implicit transaction.
    void execute(const QString &sql);
    /// First column of the first row as text; a null QString for NULL or no row.
    QString value(const QString &sql);
    QList<QStringList> rows(const QString &sql);
    /// SQLSTATE with which the server refuses @p sql; empty when it does not.
    QString refusal(const QString &sql);

private:
    friend class TestCluster;
    class Connection;
    Connection &connection();

    TestCluster &m_cluster;
    QString m_name;
    std::unique_ptr<Connection> m_connection;
};
