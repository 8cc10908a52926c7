#pragma once

#include <QHash>
#include <QList>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

/// What a finished command gave.
struct CommandResult {
    int exitCode = -1;
    QString output;
    QString complaints;
};

/// A shop in a temporary folder, used from outside through the real bakehousectl. Owned by a test.
class CtlShop
{
public:
    CtlShop();
    /// In a folder made below @p place.
    explicit CtlShop(const QString &place);
    ~CtlShop(); ///< Ends a server that still runs.
    Q_DISABLE_COPY_MOVE(CtlShop)

    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString data() const { return m_folder.filePath(QStringLiteral("shop")); }
    QString write(const QString &name, const QByteArray &content) const;
    /// Of the commands that are started from now on.
    void setVariable(const QString &name, const QString &value);
    void unsetVariable(const QString &name);
    static constexpr int commandLimitMs = 120'000;
    /// Runs a command to its end.
    CommandResult run(const QStringList &words, int timeoutMs = commandLimitMs) const;
    /// Runs a command that is to die at @p failpoint ("name" or "name:3"); whether it was killed
    /// there.
    bool killedAt(const QString &failpoint, const QStringList &words) const;
    /// Starts a command and leaves it running.
    std::unique_ptr<QProcess> start(const QStringList &words) const;
    /// Starts the server with @p options; its address and that of HTTPS, if there is one, or an
    /// empty text when it did not come up.
    QString serve(const QStringList &options = {});
    /// Whether serve() has started one that nobody has ended here; it may have died.
    bool served() const { return bool(m_server); }
    /// Where the API of the server that was started last is.
    QString api() const { return m_api.section(u' ', 0, 0); }
    /// What the server has said on its way.
    QString serverComplaints() const;
    /// Process id of the server that runs.
    qint64 programPid() const { return m_server->processId(); }
    void killServer();
    /// SIGTERM; the exit code.
    int stopServer();
    /// Of the server that runs.
    QString databaseUrl() const;
    /// One SQL command as the owner, over the private server's own address. First column of the
    /// first row.
    QString sql(const QString &command) const;
    /// Process id of the private server, 0 when there is none.
    qint64 serverPid() const;

    /// Goods and rates for receipts of @p count sales made from @p seed; path of the receipts'
    /// file.
    QString prepareReplay(int count, quint32 seed) const;

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_variables;
    std::unique_ptr<QProcess> m_server;
    QString m_api;
};

/// Rows of a CSV file by the names of its heading; no quotes inside.
QList<QHash<QString, QString>> csvRows(const QString &path);
QByteArray contentOf(const QString &path);
