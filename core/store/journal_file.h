#pragma once

#include "basket.h"
#include "entry.h"
#include "journal_state.h"
#include "sqlite_connection.h"

#include <optional>
#include <vector>

/// The rows of one journal: what stands in them and how they are read and written. Belongs to the
/// thread that made it. All functions throw SqliteFailure; those that give a Result find fault with
/// the content.
class JournalFile final
{
public:
    static constexpr const char *fileName = "journal.sqlite";

    /// Makes the journal of @p till at @p path: whole under its name, or not at all.
    static void make(const QString &path, const QUuid &till);
    /// Gives the write-ahead log of a closed journal its full size beforehand, so that a commit
    /// need not lengthen it.
    static void reserveLog(const QString &path);

    /// Opens what is there; throws also when it is no journal of ours.
    JournalFile(const QString &path, SqliteConnection::Access access,
                SqliteFaults *faults = nullptr);

    /// Reads every page. Slow in a large file.
    void checkPages();
    /// The same, and compares each index with its table.
    void checkIndexes();
    /// Only what the till's row says, and where the journal begins: no head, no number.
    JournalState registration();
    JournalCut cut();
    /// Read from the till's row and the last entries. Errors: Unavailable/JournalUnwritable when
    /// the last link does not hold (field = what differs, left = its sequence).
    Result<JournalState> state();

    std::optional<Entry> entryOf(const QUuid &uuid);
    std::vector<Entry> entriesAfter(qint64 sequence, int limit);
    std::vector<Receipt> refundsOf(const QUuid &original);
    /// Up to @p limit receipts before @p sequence, the newest first; damaged ones are left out.
    std::vector<Receipt> receiptsBefore(qint64 sequence, int limit);
    /// By bisection up to the entry @p head: numbers and sequences grow together.
    std::optional<Receipt> receiptNumbered(qint64 number, qint64 head);
    std::vector<Basket> baskets();

    void begin(SqliteConnection::Sync sync) { m_connection.begin(sync); }
    void commit() { m_connection.commit(); }
    bool checkpoint() { return m_connection.checkpoint(); }
    void insert(const Entry &entry);
    /// Drops the entries up to that of @p cut, in the transaction that is open.
    void prune(const JournalCut &cut);
    void saveBasket(const Basket &basket);
    void dropBasket(const QUuid &uuid);
    void setRegistration(int number, const QString &prefix);
    void setAcknowledged(qint64 sequence);
    /// Writes what is there already, for the sake of writing.
    void touch();
    /// The clock of an entry as its bytes tell it; invalid when they do not.
    static QDateTime timeOf(const Entry &entry);

private:
    void checkWith(const QString &statement);
    int writtenFormat();
    Result<void> readHead(JournalState &state);
    Result<void> readLastReceipt(JournalState &state);

    SqliteConnection m_connection;
};
