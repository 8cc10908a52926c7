#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <optional>
#include <unordered_map>
#include <vector>

class SqliteFaults;

/// What SqliteConnection throws; never leaves the store.
struct SqliteFailure {
    static constexpr int corrupt = 11;
    static constexpr int diskFull = 13;
    static constexpr int cannotOpen = 14;
    static constexpr int noDatabase = 26;

    int code = 0; ///< SQLite's primary result code, 0 when the failure is our own finding.
    QString message;
};

/// A SQLite file and its named statements (sql/journal), each prepared once. Belongs to the thread
/// that made it; after a failure it is thrown away whole, which rolls back what was not committed.
/// All functions throw SqliteFailure.
class SqliteConnection final
{
public:
    enum class Access {
        Existing, ///< Never makes a file.
        Make,
        Look, ///< Reads only.
    };
    enum class Sync { Unknown, Normal, Full };

    SqliteConnection(const QString &path, Access access, SqliteFaults *faults = nullptr);
    ~SqliteConnection();
    Q_DISABLE_COPY_MOVE(SqliteConnection)

    /// A statement that cannot be kept prepared: pragmas and the making of tables.
    std::optional<QVariantList> execute(const QString &name);
    void run(const QString &name, const QVariantList &values = {});
    std::optional<QVariantList> one(const QString &name, const QVariantList &values = {});
    std::vector<QVariantList> many(const QString &name, const QVariantList &values = {});

    /// Begins a transaction whose commit is synced as @p sync says.
    void begin(Sync sync);
    void commit();
    /// Syncs what was committed and brings it into the file. False when a reader held some of it
    /// back.
    bool checkpoint();

private:
    struct Statement {
        QSqlQuery query;
        int columns = 0;
    };
    Statement &prepared(const QString &name);
    Statement &start(const QString &name, const QVariantList &values);
    void finish(QSqlQuery &query, const QString &name);

    const QString m_name;
    SqliteFaults *const m_faults;
    Sync m_sync = Sync::Unknown;
    QSqlDatabase m_database;
    std::unordered_map<QString, Statement> m_statements;
};
