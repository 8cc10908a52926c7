#include "top_bar.h"

#include "banner.h"
#include "search_box.h"

#include <QPainter>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal clockMm = 4.4;
constexpr qreal logoMm = 4.0;
constexpr qreal markShare = 1.45; // of the logo's text
constexpr int largeText = 150; // percent
constexpr qreal bannerMm = 103; // x 600-1172 of the wide frame
}

TopBar::TopBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_search(new SearchBox(theme, this))
    , m_database(new StatusLight(theme, tr("Database"), u"database"_s, this))
    , m_journal(new StatusLight(theme, tr("Journal"), u"book"_s, this))
    , m_printer(new StatusLight(theme, tr("Printer"), u"printer"_s, this))
    , m_banner(new Banner(theme, Banner::Place::Bar, this))
    , m_orders(new StatusLight(theme, tr("Orders"), u"bell"_s, this))
    , m_lock(new StatusLight(theme, tr("Lock"), u"lock"_s, this))
{
    setObjectName(u"topBar"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_database->setObjectName(u"databaseLight"_s);
    m_journal->setObjectName(u"journalLight"_s);
    m_printer->setObjectName(u"printerLight"_s);
    m_orders->setObjectName(u"ordersKey"_s);
    m_lock->setObjectName(u"lockKey"_s);
    m_banner->setObjectName(u"troubleBanner"_s);
    m_lock->setNaming(StatusLight::Naming::Hidden);
    m_banner->hide();
    connect(m_orders, &StatusLight::clicked, this, &TopBar::ordersAsked);
    connect(m_lock, &StatusLight::clicked, this, &TopBar::lockAsked);
    connect(m_banner, &Banner::keyTapped, this, &TopBar::troubleKeyPressed);
    connect(m_search, &SearchBox::wideningAsked, this, &TopBar::place);
    for (StatusLight *light : {m_database, m_journal, m_printer})
        connect(light, &StatusLight::clicked, this, &TopBar::lightAsked);
    connect(&theme, &Theme::changed, this, [this] {
        place();
        update();
    });
}

void TopBar::setFrame(const CounterFrame &frame)
{
    m_frame = frame;
    const auto naming = frame.frameClass == FrameClass::Wide ? StatusLight::Naming::Shown
                                                             : StatusLight::Naming::Hidden;
    for (StatusLight *light : {m_database, m_journal, m_printer, m_orders})
        light->setNaming(naming);
    m_search->setHintShown(frame.frameClass == FrameClass::Wide);
    showTrouble();
    place();
}

void TopBar::setAlone(bool alone)
{
    m_alone = alone;
    m_search->setVisible(!alone);
    place();
    update();
}

void TopBar::setTime(const QTime &time)
{
    const QString before = m_time.toString(u"HH:mm"_s);
    m_time = time;
    if (before != time.toString(u"HH:mm"_s))
        update(m_clock);
}

void TopBar::setNewOrders(int count)
{
    m_orders->setCount(count);
    place();
}

void TopBar::setUrgentOrders(const QString &shown, const QString &spoken)
{
    m_orders->setUrgent(shown, spoken);
    place();
}

void TopBar::setLight(Light light, StatusLight::State state)
{
    const std::array lights {m_database, m_journal, m_printer};
    lights[size_t(light)]->setState(state);
    place();
}

void TopBar::setTroubles(const std::vector<Trouble> &troubles)
{
    if (m_troubles == troubles)
        return;
    m_troubles = troubles;
    showTrouble();
    place();
    update();
}

/// In short where the bar is narrow or its text is large.
void TopBar::showTrouble()
{
    if (m_troubles.empty())
        return;
    const Trouble &worst = m_troubles.front();
    const bool narrow =
        m_frame.frameClass != FrameClass::Wide || m_theme.settings().textPercent >= largeText;
    m_banner->setMessage({.mood = worst.mood,
                          .icon = worst.icon,
                          .sentence = narrow ? worst.shortSentence : worst.sentence,
                          .second = worst.second,
                          .key = narrow ? QString() : worst.key,
                          .keyIcon = worst.key.isEmpty() ? QString() : u"undo"_s,
                          .more = int(m_troubles.size()) - 1});
    m_banner->key().setAccessibleName(worst.key);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

/// From the right: lock, clock, orders; then the lights, or the banner in their place.
void TopBar::place()
{
    const int height = m_frame.topBar.height();
    const bool mirrored = m_frame.topBar.x() > 0;
    const bool narrow = m_frame.frameClass == FrameClass::Narrow;
    const bool trouble = !m_troubles.empty();
    int right = width();
    m_lock->setVisible(!narrow);
    if (!narrow) {
        const int lock = m_lock->sizeHint().width();
        right -= lock;
        m_lock->setGeometry(right, 0, lock, height);
    }
    const QFontMetrics clock(
        Theme::resized(m_theme.font(Style::Price), qRound(m_theme.px(clockMm))));
    const int clockWidth = clock.horizontalAdvance(u"00:00"_s) + 2 * m_theme.unit(3);
    right -= clockWidth;
    m_clock = {right, 0, clockWidth, height};
    const int orders = m_orders->sizeHint().width();
    right -= orders;
    m_orders->setGeometry(right, 0, orders, height);

    QRect search = m_frame.search.translated(-m_frame.topBar.x(), 0);
    const int lightsRoom = right - search.right() - m_frame.gap;
    const bool crowded = !trouble && lightsWidth() > lightsRoom; // Large text.
    const bool small = ((trouble && narrow) || crowded) && !m_search->inUse();
    if (small)
        search.setWidth(search.height());
    m_search->setIconOnly(small);
    if (mirrored)
        search.moveLeft(m_frame.gap);
    m_search->setGeometry(search.left(), 0, search.width(), height);
    m_search->setBoxHeight(search.height());
    placeLights(m_alone ? m_frame.rail.width() : search.right() + m_frame.gap, right);
}

void TopBar::placeLights(int left, int right)
{
    const int height = m_frame.topBar.height();
    const bool trouble = !m_troubles.empty();
    m_banner->setVisible(trouble);
    for (StatusLight *light : {m_database, m_journal, m_printer})
        light->setVisible(!trouble);
    if (trouble) {
        const int wanted = qRound(m_theme.px(bannerMm));
        const int banner = std::min(wanted, right - left);
        m_banner->setGeometry(right - banner, 0, banner, height);
        return;
    }
    for (StatusLight *light : {m_printer, m_journal, m_database}) {
        const int wide = light->sizeHint().width();
        right -= wide;
        light->setVisible(right >= left); // While somebody searches with large text.
        light->setGeometry(right, 0, wide, height);
    }
}

int TopBar::lightsWidth() const
{
    int width = 0;
    for (const StatusLight *light : {m_printer, m_journal, m_database})
        width += light->sizeHint().width();
    return width;
}

void TopBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Slate));
    if (m_theme.settings().mode == Mode::Dark)
        painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Role::Line));
    painter.setFont(Theme::resized(m_theme.font(Style::Price), qRound(m_theme.px(clockMm))));
    painter.setPen(m_theme.color(Role::SlateInk));
    painter.drawText(m_clock, Qt::AlignCenter, m_time.toString(u"HH:mm"_s));
    paintLogo(painter);
}

void TopBar::paintLogo(QPainter &painter)
{
    const bool mirrored = m_frame.topBar.x() > 0 && !m_alone;
    if (mirrored)
        return; // The rail is on the other side; the search takes its place.
    const QRect place(0, 0, m_frame.rail.width(), m_frame.topBar.height());
    const QFont font = Theme::resized(m_theme.font(Style::Price), qRound(m_theme.px(logoMm)));
    const int mark = qRound(m_theme.px(logoMm) * markShare);
    const bool named = m_frame.frameClass != FrameClass::Narrow;
    const QString name = u"Bakehouse"_s;
    const int gap = mark / 4;
    const int words = named ? QFontMetrics(font).horizontalAdvance(name) + gap : 0;
    const int left = place.left() + (place.width() - mark - words) / 2;
    const QPixmap loaf =
        m_theme.icon(u"loaf_mark"_s, m_theme.color(Role::Loaf), mark, devicePixelRatioF());
    painter.drawPixmap(left, (place.height() - mark) / 2, loaf);
    if (!named)
        return;
    painter.setFont(font);
    painter.drawText(QRect(left + mark + gap, 0, words, place.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, name);
}
