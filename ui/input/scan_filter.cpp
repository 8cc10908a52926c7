#include "scan_filter.h"

#include <QCoreApplication>
#include <QWidget>

#include <algorithm>

namespace {
/// Behind a prefix there is no doubt; a slow scanner may take its time.
constexpr int prefixGapMs = 250;

bool isEnd(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter
        || event.key() == Qt::Key_Tab;
}

bool isCharacter(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers others =
        event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    return others == Qt::NoModifier && event.text().size() == 1 && event.text().at(0).isPrint()
        && !event.isAutoRepeat();
}
}

ScanFilter::ScanFilter(QObject *parent, std::function<qint64()> clockMs)
    : QObject(parent)
    , m_clockMs(std::move(clockMs))
{
    m_timer.start();
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    connect(&m_patience, &QTimer::timeout, this, &ScanFilter::deliverHeld);
}

ScanFilter::~ScanFilter() = default;

/// The time that the window system gave the event, because events may have waited in line; one's
/// own clock where it gave none.
qint64 ScanFilter::timeOf(const QKeyEvent &event) const
{
    if (m_clockMs)
        return m_clockMs();
    return event.timestamp() != 0 ? qint64(event.timestamp()) : m_timer.elapsed();
}

bool ScanFilter::eventFilter(QObject *watched, QEvent *event)
{
    // Widgets only: the window object sees each key first and passes it on.
    if (m_delivering || !watched->isWidgetType())
        return false;
    if (event->type() == QEvent::KeyPress)
        return pressed(watched, *static_cast<QKeyEvent *>(event));
    if (event->type() == QEvent::KeyRelease)
        return released(*static_cast<QKeyEvent *>(event));
    return false;
}

bool ScanFilter::pressed(QObject *watched, QKeyEvent &event)
{
    const qint64 at = timeOf(event);
    // An event that a widget ignored comes again to its parent: that is no further character.
    if (isPassingOn(watched, event))
        return false;
    if (isCharacter(event))
        return character(watched, event, at);
    if (isEnd(event) && !m_burst.isEmpty() && terminator(at)) {
        m_swallowed.push_back(event.key());
        return true;
    }
    deliverHeld();
    return false;
}

bool ScanFilter::isPassingOn(QObject *watched, const QKeyEvent &event)
{
    if (m_passing != &event || !m_passedBy)
        return false;
    for (QObject *above = m_passedBy->parent(); above; above = above->parent()) {
        if (above != watched)
            continue;
        m_passedBy = watched;
        return true;
    }
    return false;
}

bool ScanFilter::follows(qint64 at) const
{
    const bool prefixed = !m_timing.prefix.isEmpty() && m_burst.startsWith(m_timing.prefix);
    return !m_burst.isEmpty() && at - m_lastAt <= (prefixed ? prefixGapMs : m_timing.gapMs);
}

bool ScanFilter::character(QObject *watched, QKeyEvent &event, qint64 at)
{
    const QChar letter = event.text().at(0);
    if (!follows(at)) {
        deliverHeld();
        m_burst = letter;
        m_lastAt = at;
        const bool prefix = m_timing.prefix.startsWith(letter);
        m_undoable = !prefix && m_undo.allows && m_undo.allows(watched, letter);
        if (m_undoable) {
            m_undo.remember();
            m_passing = &event;
            m_passedBy = watched;
            m_patience.start(m_timing.gapMs);
            return false;
        }
    } else {
        m_burst += letter;
        m_lastAt = at;
    }
    hold(watched, event);
    return true;
}

void ScanFilter::hold(QObject *watched, const QKeyEvent &event)
{
    m_held.push_back({watched, std::unique_ptr<QKeyEvent>(event.clone())});
    m_swallowed.push_back(event.key());
    const bool prefixed = !m_timing.prefix.isEmpty() && m_burst.startsWith(m_timing.prefix);
    m_patience.start(prefixed ? prefixGapMs : m_timing.gapMs);
}

bool ScanFilter::isScan() const
{
    const bool prefixed = !m_timing.prefix.isEmpty() && m_burst.startsWith(m_timing.prefix);
    const qsizetype length = m_burst.size() - (prefixed ? m_timing.prefix.size() : 0);
    return prefixed ? length > 0 : length >= m_timing.minimumLength;
}

bool ScanFilter::terminator(qint64 at)
{
    if (!follows(at) || !isScan())
        return false;
    const bool prefixed = !m_timing.prefix.isEmpty() && m_burst.startsWith(m_timing.prefix);
    const QString code = prefixed ? m_burst.mid(m_timing.prefix.size()) : m_burst;
    const bool undo = m_undoable;
    forget();
    if (undo)
        m_undo.restore();
    emit scanned(code);
    return true;
}

bool ScanFilter::released(const QKeyEvent &event)
{
    const auto found = std::ranges::find(m_swallowed, event.key());
    if (found == m_swallowed.end())
        return false;
    m_swallowed.erase(found);
    return true;
}

void ScanFilter::forget()
{
    m_patience.stop();
    m_held.clear();
    m_burst.clear();
    m_undoable = false;
    m_passing = nullptr;
}

void ScanFilter::deliverHeld()
{
    std::vector<Held> held;
    held.swap(m_held);
    forget();
    m_delivering = true;
    for (const Held &key : held) {
        if (!key.target)
            continue;
        QCoreApplication::sendEvent(key.target, key.event.get());
        QKeyEvent release(QEvent::KeyRelease, key.event->key(), key.event->modifiers(),
                          key.event->text());
        QCoreApplication::sendEvent(key.target, &release);
    }
    m_delivering = false;
}
