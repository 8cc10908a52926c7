#pragma once

#include "address.h"
#include "cluster.h"

#include <QStringList>
#include <QTemporaryDir>

#include <memory>

/// One private PostgreSQL per test program, in a temporary folder, by the program's own Cluster: a
/// member of the test class. Starts when it is first needed (under a second), ends with the object.
class TestCluster
{
public:
    enum class Durability {
        Full,
        FsyncOff, ///< For tests that only want volume.
    };
    explicit TestCluster(Durability durability = Durability::Full);
    ~TestCluster();
    Q_DISABLE_COPY_MOVE(TestCluster)

    /// The running server; starts it. A failed start ends the test program with the reason.
    Cluster &cluster();
    /// Its own database "bakehouse", unmigrated.
    DatabaseAddress address();
    /// Stops the server whole; the next call of cluster() or start() starts it again, same address.
    void stop();
    void start();
    /// kill -9 of the server's main process; it comes back by itself.
    void crash();

private:
    friend class TestDatabase;
    QString makeDatabase(const QString &source);
    void prepareTemplate();

    QTemporaryDir m_folder;
    const Durability m_durability;
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
