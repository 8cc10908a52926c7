#include "order_feed.h"

#include <QThread>

#include <algorithm>

namespace {

constexpr qint64 pauseMs = 100;

} // namespace

OrderFeed::OrderFeed(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &OrderFeed::tell);
}

void OrderFeed::hint()
{
    if (!m_hinted.exchange(true))
        QMetaObject::invokeMethod(this, &OrderFeed::arm, Qt::QueuedConnection);
}

void OrderFeed::arm()
{
    Q_ASSERT(QThread::currentThread() == thread());
    const qint64 elapsedMs = m_sinceTold.isValid() ? m_sinceTold.elapsed() : pauseMs;
    if (elapsedMs >= pauseMs)
        tell();
    else
        m_pause.start(int(pauseMs - elapsedMs));
}

void OrderFeed::tell()
{
    m_hinted = false; // Before the signal: what changes while it is handled is told again.
    m_sinceTold.start();
    emit changed();
}
