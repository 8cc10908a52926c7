#include "log_file.h"

#include "thread_platform.h"

#include <QFile>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

using Moment = std::chrono::steady_clock;
constexpr std::chrono::seconds betweenTries(1);
constexpr std::chrono::seconds lastWords(1);

}

/// The lines that wait and the file they go to. Kept alive by its thread too.
class LogFile::Writer
{
public:
    explicit Writer(Options options)
        : m_options(std::move(options))
        , m_file(m_options.path)
    {
    }

    void add(const QByteArray &line);
    /// Runs until finish() and nothing is left.
    void run();
    void finish();
    Counters counters() const;

private:
    std::deque<QByteArray> take();
    void write(const QByteArray &line);
    bool append(const QByteArray &bytes);
    bool ready();
    void rotate();
    void failed();

    const Options m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_end;
    std::deque<QByteArray> m_waiting; ///< Under m_mutex, as the next.
    bool m_stopping = false;
    bool m_ended = false;
    std::atomic<qint64> m_written = 0;
    std::atomic<qint64> m_lost = 0;
    std::atomic<bool> m_working = true;

    // Of the thread:
    QFile m_file;
    qint64 m_size = 0;
    qint64 m_lostTold = 0;
    Moment::time_point m_nextTry {};
};

void LogFile::Writer::add(const QByteArray &line)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= size_t(m_options.waitingLimit)) {
            ++m_lost;
            return;
        }
        m_waiting.push_back(line);
    }
    m_wake.notify_one();
}

std::deque<QByteArray> LogFile::Writer::take()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
    return std::exchange(m_waiting, {});
}

void LogFile::Writer::run()
{
    nameThisThread(u"log"_s);
    for (std::deque<QByteArray> lines = take(); !lines.empty(); lines = take()) {
        for (const QByteArray &line : lines)
            write(line);
    }
    m_file.close();
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_end.notify_all();
}

void LogFile::Writer::finish()
{
    std::unique_lock lock(m_mutex);
    m_stopping = true;
    m_wake.notify_one();
    m_end.wait_for(lock, lastWords, [this] { return m_ended; });
}

void LogFile::Writer::write(const QByteArray &line)
{
    if (!ready()) {
        ++m_lost;
        return;
    }
    const qint64 lost = m_lost;
    const bool told = lost == m_lostTold
        || append("(" + QByteArray::number(lost - m_lostTold) + " lines were lost here)\n");
    if (told)
        m_lostTold = lost;
    if (told && append(line + '\n'))
        ++m_written;
    else
        ++m_lost;
}

/// Whether the file is open and has room for more; opens it where it is time to.
bool LogFile::Writer::ready()
{
    if (m_file.isOpen() && m_size >= m_options.mostBytes)
        rotate();
    if (m_file.isOpen())
        return true;
    if (Moment::now() < m_nextTry)
        return false;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        failed();
        return false;
    }
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    m_size = m_file.size();
    return true;
}

/// All of @p bytes or nothing of them.
bool LogFile::Writer::append(const QByteArray &bytes)
{
    const bool whole = m_file.write(bytes) == bytes.size();
    m_working = whole;
    if (whole) {
        m_size += bytes.size();
        return true;
    }
    m_file.resize(m_size);
    failed();
    return false;
}

/// The disk is left alone for a while; then the file is opened anew, wherever it is by then.
void LogFile::Writer::failed()
{
    m_working = false;
    m_file.close();
    m_nextTry = Moment::now() + betweenTries;
}

void LogFile::Writer::rotate()
{
    m_file.close();
    const auto name = [this](int number) {
        return number == 0 ? m_options.path : m_options.path + u'.' + QString::number(number);
    };
    QFile::remove(name(m_options.files - 1));
    for (int number = m_options.files - 1; number > 0; --number)
        QFile::rename(name(number - 1), name(number));
}

LogFile::Counters LogFile::Writer::counters() const
{
    return {.written = m_written, .lost = m_lost, .working = m_working};
}

LogFile::LogFile(Options options)
    : m_writer(std::make_shared<Writer>(std::move(options)))
{
    std::thread([writer = m_writer] { writer->run(); }).detach();
}

LogFile::~LogFile()
{
    m_writer->finish();
}

void LogFile::write(const QByteArray &line)
{
    m_writer->add(line);
}

LogFile::Counters LogFile::counters() const
{
    return m_writer->counters();
}
