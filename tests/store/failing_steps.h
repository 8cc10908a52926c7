#pragma once

#include "sqlite_faults.h"

#include <QSet>

#include <atomic>
#include <functional>

/// Makes the n-th question fail, and so many after it; counts on from 1.
class FailingSteps final : public SqliteFaults
{
public:
    static constexpr int diskError = 10; // SQLITE_IOERR
    static constexpr int diskFull = 13; // SQLITE_FULL

    FailingSteps() = default;
    FailingSteps(int first, int count, int code = diskError)
        : m_first(first)
        , m_count(count)
        , m_code(code)
    {
    }
    int before(const QString &) override { return next(); }
    int after(const QString &) override { return next(); }

    /// From now on nothing fails.
    void mend() { m_count = 0; }
    /// True when a step failed at all.
    bool struck() const { return m_asked >= m_first; }

private:
    int next()
    {
        const int asked = ++m_asked;
        return asked >= m_first && asked < m_first + m_count ? m_code : 0;
    }

    std::atomic<int> m_asked = 0;
    const int m_first = 0;
    std::atomic<int> m_count = 0;
    const int m_code = 0;
};
