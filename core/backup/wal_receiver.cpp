#include "wal_receiver.h"

#include "thread_platform.h"

#include <QElapsedTimer>
#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(walLog, "bakehouse.wal")

constexpr int steadyMs = 5'000;
constexpr int longestBackoffMs = 5'000;
constexpr int failuresToLose = 10; // In a row, though the server answers.

}

WalReceiver::WalReceiver(Options options)
    : m_options(std::move(options))
    , m_thread([this] { loop(); })
{
}

WalReceiver::~WalReceiver()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
        if (m_running)
            m_running->stop();
    }
    m_wake.notify_all();
    m_thread.join();
}

QString WalReceiver::name()
{
    return u"bakehouse wal"_s;
}

QString WalReceiver::trouble() const
{
    const std::lock_guard guard(m_mutex);
    return m_trouble;
}

void WalReceiver::loop()
{
    nameThisThread(u"wal receiver"_s);
    const ClientProgram::Command command {
        .binaries = m_options.binaries,
        .program = u"pg_receivewal"_s,
        .arguments = {u"--directory"_s, m_options.folder, u"--no-loop"_s, u"--no-password"_s,
                      u"--status-interval"_s, u"1"_s},
        .address = m_options.address.with(u"application_name"_s, name()),
    };
    do {
        ClientProgram program; // A child belongs to the thread that starts it.
        {
            const std::lock_guard guard(m_mutex);
            if (m_stopping)
                return;
            m_running = &program;
        }
        QElapsedTimer ran;
        ran.start();
        Result<void> ended = program.start(command);
        if (ended)
            ended = program.finish();
        const std::lock_guard guard(m_mutex);
        m_running = nullptr;
        if (!m_stopping)
            note(ended ? Error {.detail = u"it ended by itself"_s} : ended.error(), ran.elapsed());
    } while (pause(m_failures == 0 ? 100 : std::min(longestBackoffMs, 100 << m_failures)));
}

/// Under m_mutex.
void WalReceiver::note(const Error &error, qint64 ranMs)
{
    m_failures = ranMs > steadyMs ? 0 : m_failures + 1;
    const QString words = error.detail.isEmpty() ? describe(error) : error.detail;
    if (words != m_trouble)
        qCWarning(walLog).noquote() << "the log of the database is not received:" << words;
    m_trouble = words;
    const bool gone = words.contains("has already been removed"_L1)
        || words.contains("ahead of the WAL flush position"_L1);
    if (gone || m_failures >= failuresToLose)
        m_lost = true;
}

bool WalReceiver::pause(int ms)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_stopping; });
}
