#pragma once

#include "address.h"
#include "result.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

/// What a table holds, in one figure; of a sequence its last value. A value.
struct TableSum {
    QString name;
    qint64 rows = 0; ///< Or the last value.
    QString sum {}; ///< Over all columns of all rows, whatever their order. Empty for a sequence.
    bool operator==(const TableSum &) const = default;
};
using TableSums = std::vector<TableSum>;
/// The first table that differs, in words; empty when all are the same.
QString firstDifference(const TableSums &one, const TableSums &other);

/// A database as a copy finds it. A value.
struct CopyFacts {
    int serverMajor = 0;
    QString encoding;
    bool holdsShop = false;
    QString note; ///< What it says about itself: see CopyEnd::setNote().
    qint64 sizeBytes = 0;
};

/// A session at one end of a copy. Blocks, for as long as the tables are large: owned and used by
/// one thread that may wait. Errors of all calls: Unavailable, Denied (the login may not), Timeout.
class CopyEnd
{
public:
    static Result<std::unique_ptr<CopyEnd>> open(const DatabaseAddress &address);
    ~CopyEnd();
    Q_DISABLE_COPY_MOVE(CopyEnd)

    Result<CopyFacts> facts();
    /// For the life of this session. False: another session has it.
    Result<bool> claim();
    /// Makes the roles of a shop where they are missing.
    Result<void> makeRoles();
    /// From now on others may only read, until thaw() or the end of this session, however it ends.
    Result<void> freeze();
    /// Keeps what was noted meanwhile.
    Result<void> thaw();
    /// Of every table and sequence of the shop; @p goOn, if given, is asked before each.
    /// Errors: also Unavailable/Cancelled.
    Result<TableSums> sums(const std::function<bool()> &goOn = {});
    /// A sentence that a copy takes along, or nothing: see database_note.h.
    Result<void> setNote(const QString &note);
    /// Fresh figures for the server's planner.
    Result<void> analyze();
    /// Removes the shop's tables for good.
    Result<void> drop();
    /// Gives the shop's tables another name in the same database; gives it.
    Result<QString> setAside();
    /// Takes that back, of the last one that was set aside; does nothing where there is none.
    Result<void> bringBack();
    /// What makes the roles of a whole cluster again, with their passwords; as its superuser.
    Result<QByteArray> roles();
    Result<void> makeRoles(const QByteArray &script);
    /// Other databases of its server.
    Result<QStringList> otherDatabases();

private:
    class Session;
    explicit CopyEnd(std::unique_ptr<Session> session);

    const std::unique_ptr<Session> m_session;
};
