#pragma once

#include "sqlite_faults.h"

#include <QString>

#include <atomic>

/// A disk that fails when the test says so. Thread-safe.
class FailingDisk final : public SqliteFaults
{
public:
    enum class Fault {
        None,
        BeforeCommit, ///< A sale is refused; nothing of it is kept.
        AfterCommit, ///< A sale is kept, but nothing works from then on.
        Everything,
    };
    void set(Fault fault) { m_fault = fault; }

    int before(const QString &name) override
    {
        const bool commits = name == QStringLiteral("journal_entry_insert");
        return m_fault == Fault::Everything || (commits && m_fault == Fault::BeforeCommit) ? ioError
                                                                                           : 0;
    }
    int after(const QString &name) override
    {
        if (m_fault != Fault::AfterCommit || name != QStringLiteral("sqlite_commit"))
            return 0;
        m_fault = Fault::Everything;
        return ioError;
    }

private:
    static constexpr int ioError = 10;
    std::atomic<Fault> m_fault = Fault::None;
};
