#pragma once

#include "ballast.h"
#include "clock_watch.h"
#include "head_mark.h"
#include "journal_check.h"
#include "journal_file.h"
#include "journal_pruning.h"

#include <functional>
#include <memory>

/// Does a journal's work: gives sequence, number and hash, and mends what fails. After any SQLite
/// failure the connection is thrown away; the next call opens the file again, brings what it holds
/// to the disk and reads the state from it. Owned by Journal; made, used and destroyed on its
/// thread. A failure that stays becomes Unavailable/JournalUnwritable.
class JournalKeeper final
{
public:
    JournalKeeper(const QString &folder, const QUuid &till, SqliteFaults *faults,
                  LostEntries lost = LostEntries::Refused);
    ~JournalKeeper();
    Q_DISABLE_COPY_MOVE(JournalKeeper)

    Result<void> open();
    const JournalState &state() const { return m_state; }

    Result<void> setRegistration(int number, const QString &prefix);
    struct BasketChange {
        QUuid uuid;
        std::optional<Basket> basket; ///< Nothing = it was given up.
    };
    /// In one commit that is not synced.
    Result<void> changeBaskets(const std::vector<BasketChange> &changes);
    Result<std::vector<Basket>> baskets();

    Result<Receipt> append(Receipt receipt);
    Result<Entry> append(const EventDraft &event);

    Result<std::vector<Entry>> entriesAfter(qint64 sequence, int limit);
    Result<Entry> entryOf(const QUuid &uuid);
    Result<std::vector<Receipt>> refundsOf(const QUuid &original);
    Result<std::vector<Receipt>> receiptsBefore(qint64 sequence, int limit);
    Result<Receipt> receiptNumbered(qint64 number);
    Result<void> checkWritable();
    Result<JournalCheck::Progress> checkOn(JournalCheck &check, int limit);
    /// One slice of Journal::prune(): at most @p limit entries. Gives how many went.
    Result<qint64> prune(const JournalPruning &rule, int limit);

    void acknowledge(qint64 sequence);
    /// When there is nothing to do: baskets and the acknowledged sequence to the disk, the log into
    /// the file.
    void tidy();

private:
    /// What the maker of an entry decides; the rest follows from the state.
    struct Draft {
        QString kind;
        QDateTime at;
        QByteArray bytes;
    };
    using DraftMaker = std::function<Result<Draft>(ClockWatch::Reading)>;

    template <typename F> auto persist(F work) -> std::invoke_result_t<F &>;
    Result<void> makeReady();
    Result<void> attach();
    void settle(JournalFile &file) const;
    Result<void> checkSame(JournalFile &file);
    Result<void> checkHeld(const TillHead &held);
    Result<JournalCut> cutOf(const JournalPruning &rule, int limit);
    void fail(const SqliteFailure &failure);

    Result<Entry> keep(const QUuid &uuid, const DraftMaker &make);
    Result<Entry> resolve(const QUuid &uuid, const Error &failure);
    Entry nextEntry(const QUuid &uuid, const Draft &draft) const;
    void advance(const Entry &entry, const QDateTime &at);

    const QString m_folder;
    const QString m_path;
    SqliteFaults *const m_faults;
    std::unique_ptr<JournalFile> m_file; // none after a failure
    QByteArray m_identity; // of the file behind m_file
    Ballast m_ballast;
    HeadMark m_mark;
    const LostEntries m_lost;
    ClockWatch m_clock;
    JournalState m_state;
    QString m_lastFailure;
    bool m_commitFailed = false; // what became of it was not brought to the disk yet
    bool m_acknowledgedChanged = false;
    bool m_logUsed = false; // since the last checkpoint
};
