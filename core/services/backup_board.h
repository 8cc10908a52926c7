#pragma once

#include "error.h"

#include <QDateTime>
#include <QString>

#include <functional>
#include <mutex>
#include <optional>

/// What is known of the shop's backups, for status, health, figures and the settings screen. A
/// value; times are UTC.
struct BackupReport {
    QString folder; ///< Empty: no backups are made.
    bool besideData = false; ///< The folder lies on the disk of the only copy.
    std::optional<QDateTime> madeAt {}; ///< The newest backup that was verified.
    QString madeName {}; ///< Its file.
    qint64 madeBytes = 0;
    bool encrypted = false;
    int kept = 0; ///< Backups in the folder.
    std::optional<QDateTime> failedAt {}; ///< The last attempt, if it failed.
    std::optional<Error> failure {};
    std::optional<QDateTime> drilledAt {}; ///< The last restore drill.
    bool drillClean = false;
    QString drillWords {}; ///< "clean; 7815 receipts, 12 orders, in 4.1 s", or the first finding.
    std::optional<QDateTime> walReceivedAt {}; ///< The database's log is kept up to here.
    qint64 walBytes = 0;
    std::optional<QDateTime> baseMadeAt {}; ///< The newest base backup for it.
    std::optional<Error> walFailure {}; ///< Why the log is not kept now.
    std::optional<QDateTime> entriesCopiedAt {}; ///< Entries not yet uploaded.
    std::optional<Error> entriesFailure {}; ///< Why they are not copied now.
    bool operator==(const BackupReport &) const = default;
};

/// A failure of the report in words; one that was noted as words is given as they are.
inline QString failureWords(const Error &failure)
{
    return failure.reason == Error::Reason::Unspecified && failure.field.isEmpty()
        ? failure.detail
        : describe(failure);
}

/// The shop's report of its backups. Thread-safe; owned by the shop.
class BackupBoard
{
public:
    BackupReport report() const
    {
        const std::lock_guard guard(m_mutex);
        return m_report;
    }
    void change(const std::function<void(BackupReport &)> &step)
    {
        const std::lock_guard guard(m_mutex);
        step(m_report);
    }

private:
    mutable std::mutex m_mutex;
    BackupReport m_report; ///< Guarded by m_mutex.
};
