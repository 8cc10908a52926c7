#include "wal_base_run.h"

#include "thread_platform.h"

using namespace Qt::StringLiterals;

WalBaseRun::WalBaseRun(BaseBackup::Request request)
    : m_thread([this, request = std::move(request)] { run(request); })
{
}

WalBaseRun::~WalBaseRun()
{
    {
        const std::lock_guard guard(m_mutex);
        m_stopping = true;
        if (m_running)
            m_running->stop();
    }
    m_thread.join();
}

void WalBaseRun::run(const BaseBackup::Request &request)
{
    nameThisThread(u"base backup"_s);
    lowerThisThread(10);
    BaseBackup backup;
    {
        const std::lock_guard guard(m_mutex);
        m_running = &backup;
        if (m_stopping)
            backup.stop();
    }
    m_result = backup.make(request);
    {
        const std::lock_guard guard(m_mutex);
        m_running = nullptr;
    }
    m_done = true;
}
