#include "service_notice.h"

#include "service_manager.h"

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr int beatsInPatience = 4;

QByteArray status(const QString &words)
{
    return "STATUS=" + QString(words).replace(u'\n', u' ').toUtf8();
}

}

ServiceNotice::ServiceNotice(std::function<QString()> stalled)
    : m_stalled(std::move(stalled))
{
    connect(&m_beats, &QTimer::timeout, this, &ServiceNotice::beat);
}

void ServiceNotice::ready(const QString &urls)
{
    m_urls = urls;
    tellServiceManager("READY=1\n" + status(urls));
    const auto between =
        std::chrono::duration_cast<milliseconds>(serviceManagerPatience() / beatsInPatience);
    if (between > milliseconds::zero())
        m_beats.start(between);
}

void ServiceNotice::stopping()
{
    m_beats.stop();
    tellServiceManager("STOPPING=1");
}

void ServiceNotice::beat()
{
    const QString stalled = m_stalled();
    if (stalled != m_told)
        tellServiceManager(status(stalled.isEmpty() ? m_urls : u"hanging: "_s + stalled));
    m_told = stalled;
    if (stalled.isEmpty())
        tellServiceManager("WATCHDOG=1");
}
