#include "lock_screen.h"

#include "clerk_keys.h"
#include "clock.h"
#include "counter.h"
#include "text_label.h"
#include "words.h"
#include "words_fit.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr qreal loafMm = 14;
constexpr qreal keysMm = 180;
}

LockScreen::LockScreen(const Theme &theme, Counter &counter, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_counter(counter)
    , m_clock(clock)
    , m_time(new TextLabel(theme, Style::Total, {}, this))
    , m_words(new TextLabel(theme, Style::Line, {}, this))
    , m_keys(new ClerkKeys(theme, ClerkKey::Ground::Slate, this))
{
    setObjectName(u"lockScreen"_s);
    setAccessibleName(tr("Locked"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    m_time->setObjectName(u"lockTime"_s);
    m_time->setAlignment(Qt::AlignCenter);
    m_time->setRole(Role::SlateInk);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setRole(Role::Slate2);
    m_words->setWordWrap(true);
    m_tick.setInterval(1s);
    hide();
    connect(&m_tick, &QTimer::timeout, this, &LockScreen::showTime);
    connect(m_keys, &ClerkKeys::chosen, this, &LockScreen::unlock);
    connect(&theme, &Theme::changed, this, &LockScreen::place);
}

void LockScreen::setFrame(const CounterFrame & /*frame*/)
{
    place();
}

bool LockScreen::textFits() const
{
    return wordsFit(*this) && m_keys->textFits() && rect().contains(m_keys->geometry());
}

void LockScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_words->setText(tr("Locked. Tap your name."));
    showClerks();
    showTime();
    m_tick.start();
    raise();
    setFocus(Qt::OtherFocusReason);
}

void LockScreen::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void LockScreen::showClerks()
{
    const std::vector<ClerkSlot> &seats = m_counter.slotList();
    std::vector<ClerkKeys::Clerk> clerks;
    for (size_t i = 0; i < seats.size(); ++i)
        clerks.push_back({seats[i].clerk, {.name = seats[i].name, .number = int(i) + 1}});
    // Who is not at the till may take a free place.
    if (seats.size() < size_t(Counter::mostClerks)) {
        for (const auto &[clerk, name] : m_counter.absentClerks())
            clerks.push_back({clerk, {.name = name, .number = clerkColour(clerks.size())}});
    }
    m_keys->show(clerks);
    place();
}

void LockScreen::showTime()
{
    const QString time = m_clock.now().toLocalTime().time().toString(u"HH:mm"_s);
    if (m_time->text() != time)
        m_time->setText(time);
}

void LockScreen::unlock(int clerk)
{
    const Result<void> unlocked = m_counter.signOn(clerk);
    if (unlocked)
        emit backAsked();
    else
        m_words->setText(errorSentence(unlocked.error()));
}

void LockScreen::place()
{
    const int loaf = qRound(m_theme.px(loafMm));
    const int time = qRound(m_theme.textPx(Style::Total) * 1.2);
    const int words = qRound(m_theme.textPx(Style::Line) * 3.0);
    const int width = std::min(this->width() - 2 * m_theme.unit(8), qRound(m_theme.px(keysMm)));
    const int keys = m_keys->heightForWidth(width);
    const int whole = loaf + time + words + keys + 2 * m_theme.unit(4);
    int top = std::max(m_theme.unit(4), (height() - whole) / 2) + loaf + m_theme.unit(4);
    const int left = (this->width() - width) / 2;
    m_time->setGeometry(left, top, width, time);
    top += time;
    m_words->setGeometry(left, top, width, words);
    top += words + m_theme.unit(4);
    m_keys->setGeometry(left, top, width, keys);
    update();
}

void LockScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void LockScreen::keyPressEvent(QKeyEvent *event)
{
    event->accept(); // No key of the counter works behind it.
}

void LockScreen::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Slate));
    const int side = qRound(m_theme.px(loafMm));
    const QPixmap loaf =
        m_theme.icon(u"loaf_mark"_s, m_theme.color(Role::Loaf), side, devicePixelRatioF());
    painter.drawPixmap((width() - side) / 2, m_time->y() - side - m_theme.unit(2), loaf);
}
