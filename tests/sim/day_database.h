#pragma once

#include "address.h"
#include "test_database.h"

#include <QStringList>

#include <memory>

/// The database of one simulated shop on the server of the test: can be away, be copied and be
/// restored from its copy, and die in the middle of a call. Owned by the day; its thread only. An
/// SQL error of its own ends the test program.
class DayDatabase
{
public:
    /// When the backend dies that writes rows.
    enum class Dying {
        Once, ///< At the row that was named; the next try is left alone.
        Always, ///< From that row on.
    };
    DayDatabase(TestCluster &cluster, TestDatabase &administration, int number);
    ~DayDatabase();
    Q_DISABLE_COPY_MOVE(DayDatabase)

    DatabaseAddress address() const;
    bool away() const { return m_away; }
    /// Ends every connection and refuses new ones.
    void goAway();
    void comeBack();
    /// kill -9 of the whole server, which comes back by itself.
    void crashServer();
    /// Keeps a copy of all it holds, instead of the one before. Ends every connection.
    void keepCopy();
    /// As restored from that copy. Ends every connection.
    void restoreCopy();
    /// Every call that writes its @p row th row into one of the busy tables loses its backend.
    void dieAtRow(int row, Dying dying);
    void dieNoMore();

    QList<QStringList> rows(const QString &sql);
    QStringList column(const QString &sql);
    void execute(const QString &sql);

private:
    class Connection;
    Connection &connection();
    void endConnections();

    TestCluster &m_cluster;
    TestDatabase &m_administration;
    const QString m_name;
    const QString m_copy;
    std::unique_ptr<Connection> m_connection;
    bool m_away = false;
    bool m_copied = false;
};
