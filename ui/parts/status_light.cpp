#include "status_light.h"

#include "badge.h"
#include "face.h"
#include "name_layout.h"
#include "theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal leastMm = 9; // wide; the bar gives the height
}

StatusLight::StatusLight(const Theme &theme, const QString &name, const QString &icon,
                         QWidget *parent)
    : PaintedButton(theme, name, parent)
    , m_icon(icon)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    describe();
}

void StatusLight::setState(State state)
{
    m_state = state;
    describe();
}

void StatusLight::setNaming(Naming naming)
{
    m_naming = naming;
    rearrange();
}

void StatusLight::setCount(int count)
{
    m_count = count;
    describe();
}

void StatusLight::setUrgent(const QString &shown, const QString &spoken)
{
    m_urgent = shown;
    m_urgentSpoken = spoken;
    describe();
}

QString StatusLight::plainWords() const
{
    QStringList words;
    if (m_count > 0)
        words << countWords();
    if (!m_urgentSpoken.isEmpty())
        words << m_urgentSpoken;
    return words.join(u", "_s);
}

void StatusLight::describe()
{
    QString words;
    switch (m_state) {
    case State::Good:
        words = tr("Ready");
        break;
    case State::Waiting:
        words = tr("Trying");
        break;
    case State::Bad:
        words = tr("Not ready");
        break;
    case State::Plain:
        words = plainWords();
        break;
    }
    setAccessibleDescription(words);
    rearrange();
}

QString StatusLight::mark() const
{
    switch (m_state) {
    case State::Good:
        return u"check"_s;
    case State::Waiting:
        return u"more"_s;
    case State::Bad:
        return u"warning"_s;
    case State::Plain:
        break;
    }
    return {};
}

QString StatusLight::countWords() const
{
    return m_count > 99 ? u"99+"_s : QString::number(m_count);
}

int StatusLight::iconSide() const
{
    return qRound(theme().textPx(Style::Caption) * 1.5);
}

int StatusLight::markWidth() const
{
    if (m_count == 0)
        return mark().isEmpty() ? 0 : iconSide();
    const QFontMetrics metrics(theme().font(Style::Caption, Weight::Black));
    const int height = qRound(theme().textPx(Style::Caption) * 1.7);
    return std::max(height, metrics.horizontalAdvance(countWords()) + height / 2);
}

QSize StatusLight::sizeHint() const
{
    const int em = theme().textPx(Style::Caption);
    const QFontMetrics metrics(theme().font(Style::Caption));
    int width = 2 * qRound(em * 0.6) + iconSide();
    if (m_naming == Naming::Shown)
        width += qRound(em * 0.4) + metrics.horizontalAdvance(shownName());
    if (markWidth() > 0)
        width += qRound(em * 0.4) + markWidth();
    return {std::max(width, int(std::ceil(theme().px(leastMm)))), theme().unit(14)};
}

void StatusLight::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (isDown())
        painter.fillRect(rect(), theme().color(Role::TabIdle));
    const int em = theme().textPx(Style::Caption);
    const bool urgent = !m_urgent.isEmpty();
    const QColor ink = theme().color(m_count > 0 || urgent ? Role::SlateInk : Role::Slate2);
    const int side = iconSide();
    const qreal top = std::round((height() - side) / 2.0);
    const auto icon = [&](const QString &name, const QColor &color) {
        return theme().icon(name, color, side, devicePixelRatioF());
    };
    qreal x = std::round((width() - (sizeHint().width() - 2.0 * qRound(em * 0.6))) / 2);
    painter.drawPixmap(QPointF(x, top),
                       urgent ? icon(u"warning"_s, theme().color(Role::Count)) : icon(m_icon, ink));
    x += side + qRound(em * 0.4);
    if (m_naming == Naming::Shown) {
        painter.setPen(ink);
        painter.setFont(theme().font(Style::Caption));
        paintLine(painter, QRectF(x, 0, width(), height()), Qt::AlignLeft, shownName());
        x += painter.fontMetrics().horizontalAdvance(shownName()) + qRound(em * 0.4);
    }
    if (m_count > 0) {
        const qreal high = qRound(em * 1.7);
        paintCount(painter, theme(), {x, (height() - high) / 2, qreal(markWidth()), high},
                   countWords());
    } else if (!mark().isEmpty()) {
        const Role role = m_state == State::Bad ? Role::Count : Role::Slate2;
        painter.drawPixmap(QPointF(x, top), icon(mark(), theme().color(role)));
    }
}
