#include "clerk_hands.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>
#include <QWidget>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace {

constexpr int scannerGapMs = 2;
/// Arrives after every paint that an event asked for: paints are posted at low priority.
constexpr int afterPaints = Qt::LowEventPriority - 2;

QEvent::Type settledType()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

Qt::Key keyOf(QChar sign)
{
    return Qt::Key(sign.toUpper().unicode()); // The codes of Latin keys are their signs.
}

} // namespace

ClerkHands::ClerkHands(BenchApplication &application, QWidget &window)
    : m_application(application)
    , m_window(window)
{
    application.watch(&window);
}

bool ClerkHands::event(QEvent *event)
{
    if (event->type() != settledType())
        return QObject::event(event);
    m_settled = true;
    return true;
}

void ClerkHands::deliver(const QString &what, const std::function<void()> &deliverIt)
{
    m_application.forgetPaints();
    m_began = BenchApplication::Clock::now();
    deliverIt();
    m_settled = false;
    QCoreApplication::postEvent(this, new QEvent(settledType()), afterPaints);
    while (!m_settled)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    if (!m_application.firstPaint())
        return;
    const auto time = *m_application.firstPaint() - m_began;
    m_all.add(time);
    m_named[what].add(time);
}

void ClerkHands::mouse(const QPoint &inWindow, QEvent::Type type)
{
    static const auto start = BenchApplication::Clock::now();
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(m_began - start);
    const bool press = type == QEvent::MouseButtonPress;
    qt_handleMouseEvent(m_window.windowHandle(), inWindow, m_window.mapToGlobal(inWindow),
                        press ? Qt::LeftButton : Qt::NoButton, Qt::LeftButton, type, {},
                        int(since.count()) + 1);
}

void ClerkHands::tap(QWidget &target, const QString &what)
{
    tapAt(target.mapTo(&m_window, target.rect().center()), what);
}

void ClerkHands::tapAt(const QPoint &inWindow, const QString &what)
{
    deliver(what + u", touched"_s, [&] { mouse(inWindow, QEvent::MouseButtonPress); });
    deliver(what + u", let go"_s, [&] { mouse(inWindow, QEvent::MouseButtonRelease); });
}

void ClerkHands::keyPressAndRelease(Qt::Key key, const QString &text)
{
    QWindow *window = m_window.windowHandle();
    qt_handleKeyEvent(window, QEvent::KeyPress, key, {}, text);
    qt_handleKeyEvent(window, QEvent::KeyRelease, key, {}, text);
}

void ClerkHands::key(Qt::Key key, const QString &what, const QString &text)
{
    deliver(what, [&] { keyPressAndRelease(key, text); });
}

void ClerkHands::type(QChar sign, const QString &what)
{
    key(keyOf(sign), what, QString(sign));
}

void ClerkHands::scan(const QString &code, const QString &what)
{
    using std::chrono::milliseconds;
    m_longestGap = milliseconds(0);
    auto last = BenchApplication::Clock::now();
    for (const QChar sign : code) {
        keyPressAndRelease(keyOf(sign), QString(sign));
        pause(scannerGapMs);
        const auto now = BenchApplication::Clock::now();
        m_longestGap = std::max(m_longestGap, std::chrono::ceil<milliseconds>(now - last));
        last = now;
    }
    key(Qt::Key_Return, what, u"\r"_s);
}

void ClerkHands::pause(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

bool ClerkHands::until(const std::function<bool()> &done, int timeoutMs)
{
    QTimer timeout;
    timeout.setSingleShot(true);
    timeout.start(timeoutMs);
    while (!done() && timeout.isActive())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return done();
}
