#include "board_title.h"

#include "face.h"
#include "wrapped_lines.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal leastShare = 0.7; ///< Of the title's own size.

qreal heightOf(const std::vector<NameLayout> &lines)
{
    qreal height = 0;
    for (const NameLayout &line : lines)
        height += line.height();
    return height;
}
}

BoardTitle::BoardTitle(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(title)
{
    setAccessibleName(title);
    connect(&theme, &Theme::changed, this, [this] {
        arrange();
        update();
    });
}

void BoardTitle::setQuietLine(const QString &text, const QStringList &shorter)
{
    if (m_quiet == text && m_shorter == shorter)
        return;
    m_quiet = text;
    m_shorter = shorter;
    setAccessibleDescription(text);
    arrange();
    update();
}

void BoardTitle::setNotice(const QString &sentence)
{
    if (m_notice == sentence)
        return;
    m_notice = sentence;
    setAccessibleName(sentence.isEmpty() ? m_title : sentence);
    arrange();
    update();
    if (sentence.isEmpty())
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

int BoardTitle::titleWidth() const
{
    const QFontMetricsF metrics(m_theme.font(Style::Head));
    return int(std::ceil(metrics.horizontalAdvance(m_title))) + 1;
}

int BoardTitle::leastWidth() const
{
    const QFontMetricsF metrics(m_theme.font(Style::Head));
    qreal widest = 0;
    for (const QString &word : m_title.split(u' '))
        widest = std::max(widest, metrics.horizontalAdvance(word));
    return int(std::ceil(widest * leastShare)) + 2;
}

int BoardTitle::noticeIndent() const
{
    return m_theme.unit(3) + m_theme.iconPx() + m_theme.unit(2);
}

bool BoardTitle::tryTitle(int titlePx)
{
    m_titleLines = layOutName(m_title, Theme::resized(m_theme.font(Style::Head), titlePx), width());
    m_small.clear();
    if (!m_shownQuiet.isEmpty())
        m_small = wrappedLines(m_shownQuiet, m_theme.font(Style::Caption), width());
    return m_titleLines.fits && m_titleLines.height() + heightOf(m_small) <= height();
}

bool BoardTitle::tryNotice(int px)
{
    const qreal room = width() - noticeIndent() - m_theme.unit(3);
    m_titleLines = {};
    m_small =
        wrappedLines(m_notice, Theme::resized(m_theme.font(Style::Body, Weight::Bold), px), room);
    return heightOf(m_small) + m_theme.unit(1) <= height();
}

void BoardTitle::arrange()
{
    m_shownQuiet = m_quiet;
    m_fits = tryDownwards();
    for (qsizetype i = 0; !m_fits && i < m_shorter.size(); ++i) {
        m_shownQuiet = m_shorter.at(i);
        m_fits = tryDownwards();
    }
}

/// In smaller and smaller letters.
bool BoardTitle::tryDownwards()
{
    const bool noticed = !m_notice.isEmpty();
    const int wanted = m_theme.textPx(noticed ? Style::Body : Style::Head);
    const int least = noticed ? std::max(leastTextPx, wanted * 3 / 4) : m_theme.textPx(Style::Body);
    const auto attempt = [this, noticed](int px) { return noticed ? tryNotice(px) : tryTitle(px); };
    for (int px = wanted; px >= std::min(least, wanted); --px) {
        if (attempt(px))
            return true;
    }
    return false;
}

void BoardTitle::resizeEvent(QResizeEvent *)
{
    arrange();
}

void BoardTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    qreal left = 0;
    QColor ink = m_theme.color(Role::Ink2);
    if (!m_notice.isEmpty()) {
        ink = m_theme.color(Role::Warn);
        Face face {.fill = m_theme.color(Role::WarnTint), .radius = qreal(m_theme.radius())};
        if (m_theme.isContrast()) {
            face.border = ink;
            face.borderWidth = 3;
        }
        paintFace(painter, rect(), face);
        const int icon = m_theme.iconPx();
        painter.drawPixmap(m_theme.unit(3), (height() - icon) / 2,
                           m_theme.icon(u"warning"_s, ink, icon, devicePixelRatioF()));
        left = noticeIndent();
    }
    qreal y = std::round((height() - m_titleLines.height() - heightOf(m_small)) / 2);
    painter.setPen(m_theme.color(Role::Ink));
    m_titleLines.paint(painter, QRectF(0, y, width(), m_titleLines.height()));
    y += m_titleLines.height();
    painter.setPen(ink);
    for (const NameLayout &line : m_small) {
        line.paint(painter, QRectF(left, y, width(), line.height()));
        y += line.height();
    }
}
