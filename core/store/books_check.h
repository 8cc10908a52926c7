#pragma once

#include "result.h"

#include <QFuture>
#include <QPromise>
#include <QStringList>
#include <QUuid>

#include <memory>
#include <mutex>
#include <vector>

class Database;
class Sql;

/// Has the database recompute its books piece by piece, on one connection or two that share the
/// work: neither memory nor any one statement grows with the books. Lives until its future is done;
/// works on the threads of the connections.
class BooksCheck final : public std::enable_shared_from_this<BooksCheck>
{
public:
    /// Gives a sentence for each kind of fault of each till, worst first: the first place where it
    /// is, and how many more there are. @p helper, if any, outlives @p database.
    static QFuture<Result<QStringList>> run(Database &database, Database *helper);

    /// A row of verify_piece().
    struct Finding {
        int topic = 0; ///< Lower is worse.
        QUuid till; ///< Null where it is about no till.
        qint64 subject = 0; ///< Sequence, or the id of what it is about.
        QString sentence;
        qint64 bad = 1; ///< Subjects with a fault of this topic.
    };
    /// Findings of one topic and till, from any number of pieces, made one sentence.
    static QStringList sentencesOf(const std::vector<Finding> &findings);

private:
    struct Piece {
        QString part;
        QUuid till;
        qint64 first = 0;
        qint64 last = 0;
    };
    using Pieces = std::vector<Piece>;
    using Findings = std::vector<Finding>;

    BooksCheck(Database &database, Database *helper);
    static Pieces readPlan(Sql &sql);
    static Findings readPiece(Sql &sql, const Piece &piece);
    QFuture<Result<QStringList>> begin();
    void share(const Result<Pieces> &plan);
    void workOn(Database &database);
    void take(Database &database, const Result<Findings> &findings);
    void end(const Result<QStringList> &outcome);

    Database &m_database;
    Database *const m_helper;
    std::mutex m_mutex;
    Pieces m_pieces; ///< Under m_mutex, as the next.
    std::size_t m_next = 0;
    std::size_t m_done = 0;
    bool m_ended = false;
    Findings m_findings;
    QPromise<Result<QStringList>> m_promise;
};
