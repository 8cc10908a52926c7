#include "delay.h"

#include <QTimer>

Delay::Delay(const QString &name)
    : m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    m_thread.start();
}

Delay::~Delay()
{
    finish();
}

void Delay::after(std::chrono::milliseconds wait, std::function<void()> work)
{
    QObject *context = m_context.get();
    QMetaObject::invokeMethod(
        context,
        [context, wait, work = std::move(work)] { QTimer::singleShot(wait, context, work); },
        Qt::QueuedConnection);
}

void Delay::finish()
{
    m_thread.quit();
    m_thread.wait();
}
