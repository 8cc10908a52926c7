#include "beside_window.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize drawnSize(1920, 1080);
constexpr qreal drawnPixelsPerMm = 7.2; // Read from further away than the counter.
constexpr qreal leastPixelsPerMm = 3;
constexpr QSize windowSize(1280, 720);

qreal pixelsPerMmOf(QSize window)
{
    const qreal scale = std::min(qreal(window.width()) / drawnSize.width(),
                                 qreal(window.height()) / drawnSize.height());
    return std::max(leastPixelsPerMm, drawnPixelsPerMm * scale);
}

} // namespace

BesideWindow::BesideWindow(const Theme &counterTheme, QWidget &counter, AutoScreen automatic)
    : m_counterTheme(counterTheme)
    , m_counter(counter)
    , m_automatic(automatic)
    , m_theme(counterTheme.settings())
    , m_ring(counterTheme, this)
    , m_screens(&QGuiApplication::screens)
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_QuitOnClose, false);
    setFocusPolicy(Qt::StrongFocus);
    resize(windowSize);
    connect(&counterTheme, &Theme::changed, this, &BesideWindow::dress);
    connect(qGuiApp, &QGuiApplication::screenAdded, this, &BesideWindow::follow,
            Qt::QueuedConnection); // After it is in the list of screens.
    connect(qGuiApp, &QGuiApplication::screenRemoved, this, [this](const QScreen *gone) {
        if (m_screen == gone)
            m_screen = nullptr;
        if (m_open && m_filling && !m_screen)
            hide(); // At once: the system may have moved it over the counter.
        QMetaObject::invokeMethod(this, &BesideWindow::follow, Qt::QueuedConnection);
    });
}

void BesideWindow::open(const Place &place)
{
    m_place = place;
    m_open = true;
    m_filling = false;
    follow();
    emit openChanged(true);
}

void BesideWindow::setPlace(const Place &place)
{
    if (m_place == place)
        return;
    m_place = place;
    m_filling = false;
    m_screen = nullptr;
    if (m_open)
        follow();
}

void BesideWindow::follow()
{
    if (!m_open)
        return;
    const QList<QScreen *> screens = m_screens();
    const ScreenFinding finding {.count = int(screens.size()),
                                 .counter = int(screens.indexOf(m_counter.screen()))};
    const int index = screenOf(m_place.screen, finding, m_automatic);
    setWindowFlag(Qt::WindowDoesNotAcceptFocus, !wantsKeyboard(index));
    if (index >= 0) {
        fill(*screens.at(index));
    } else if (m_filling) {
        hide();
        emit screenLost();
    } else {
        showAsWindow();
    }
}

/// On another screen than the counter's a touch must not take the clerk's keyboard away.
bool BesideWindow::wantsKeyboard(int screen) const
{
    if (m_place.keys != "auto"_L1)
        return m_place.keys == "yes"_L1;
    const QList<QScreen *> screens = m_screens();
    return screen < 0 || screens.at(screen) == m_counter.screen();
}

void BesideWindow::fill(QScreen &screen)
{
    if (m_screen == &screen && isVisible())
        return;
    m_screen = &screen;
    m_filling = true;
    setScreen(&screen);
    setGeometry(screen.geometry());
    setWindowState(windowState() | Qt::WindowFullScreen);
    show(); // showFullScreen() would take the keyboard.
}

void BesideWindow::showAsWindow()
{
    m_screen = nullptr;
    setWindowState(windowState() & ~Qt::WindowFullScreen);
    show();
}

void BesideWindow::end()
{
    if (!m_open)
        return;
    m_open = false;
    m_screen = nullptr;
    hide();
    emit openChanged(false);
}

void BesideWindow::dress()
{
    ThemeSettings settings = m_counterTheme.settings();
    settings.pixelsPerMm = pixelsPerMmOf(size());
    settings.frame = FrameClass::Wide;
    m_theme.set(settings);
    place();
    update();
}

void BesideWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    end();
}

void BesideWindow::resizeEvent(QResizeEvent *)
{
    dress();
}

void BesideWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        end();
    else
        QWidget::keyPressEvent(event);
}
