#include "tap_meter.h"

#include "latency_meter.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

namespace {
/// Arrives after every paint that the event asked for: paints are posted at low priority.
constexpr int afterPaint = Qt::LowEventPriority - 1;

QEvent::Type settledType()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}
}

TapMeter::TapMeter(LatencyMeter &meter, QWidget &window)
    : QObject(&window)
    , m_meter(meter)
    , m_window(window)
{
}

bool TapMeter::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::KeyPress:
        if (!m_since.isValid() && watched->isWidgetType()
            && static_cast<QWidget *>(watched)->window() == &m_window) {
            m_since.start();
            QCoreApplication::postEvent(this, new QEvent(settledType()), afterPaint);
        }
        break;
    default:
        break;
    }
    return false;
}

void TapMeter::painted()
{
    if (!m_since.isValid())
        return;
    m_meter.add(LatencyMeter::Span::TapToPaint, std::chrono::nanoseconds(m_since.nsecsElapsed()));
    m_since.invalidate();
}

bool TapMeter::event(QEvent *event)
{
    if (event->type() != settledType())
        return QObject::event(event);
    m_since.invalidate();
    return true;
}
