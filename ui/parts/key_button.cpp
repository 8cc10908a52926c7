#include "key_button.h"

#include "face.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

KeyButton::KeyButton(const Theme &theme, const QString &text, QWidget *parent)
    : KeyButton(theme, text, {}, parent)
{
}

KeyButton::KeyButton(const Theme &theme, const QString &text, const QString &icon, QWidget *parent)
    : PaintedButton(theme, text, parent)
    , m_icon(icon)
{
    m_moment.setSingleShot(true);
    m_moment.setInterval(400ms);
    connect(&m_moment, &QTimer::timeout, this, [this] {
        m_saysMoment = true;
        rearrange();
    });
}

void KeyButton::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void KeyButton::setIconName(const QString &name, IconPlace place)
{
    m_icon = name;
    m_place = place;
    rearrange();
}

void KeyButton::setTextStyle(Style style, Weight weight)
{
    m_style = style;
    m_weight = weight;
    rearrange();
}

void KeyButton::setSecondLine(const QString &second)
{
    m_second = second;
    setAccessibleDescription(second);
    rearrange();
}

void KeyButton::setValueText(const QString &value)
{
    m_value = value;
    setAccessibleDescription(value);
    rearrange();
}

void KeyButton::setContentSide(ContentSide side)
{
    m_side = side;
    rearrange();
}

void KeyButton::setWords(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    rearrange();
}

void KeyButton::setWaiting(bool waiting)
{
    if (m_waiting == waiting)
        return;
    m_waiting = waiting;
    m_saysMoment = false;
    waiting ? m_moment.start() : m_moment.stop();
    setDown(false);
    rearrange();
}

KeyContent KeyButton::content() const
{
    return {.icon = m_saysMoment ? QString() : m_icon,
            .text = m_saysMoment ? tr("One moment") : text(),
            .second = m_saysMoment ? QString() : m_second,
            .value = m_saysMoment ? QString() : m_value,
            .font = theme().font(m_style, m_weight),
            .secondFont = theme().font(Style::Body, Weight::Regular),
            .valueFont = theme().font(m_style, Weight::Regular),
            .place = m_place,
            .side = m_side};
}

QRectF KeyButton::inner() const
{
    const qreal beside = m_side == ContentSide::Start ? theme().unit(3) : theme().unit(1.5);
    const qreal above = theme().line() + 1;
    return QRectF(rect()).adjusted(beside, above, -beside, -theme().edge());
}

void KeyButton::arrange()
{
    m_layout = layOutKey(theme(), content(), inner());
}

QSize KeyButton::sizeHint() const
{
    const QRectF endless(0, 0, 1e5, 1e5);
    const QSizeF needed = layOutKey(theme(), content(), endless).needed;
    const int width = qRound(needed.width() + 2 * theme().px(2.6));
    const int height = qRound(needed.height() + 2 * theme().unit(2));
    return {std::max(width, theme().unit(20)), std::max(height, theme().unit(16))};
}

QSize KeyButton::minimumSizeHint() const
{
    return {theme().unit(12), theme().unit(12)};
}

bool KeyButton::event(QEvent *event)
{
    const QEvent::Type type = event->type();
    const bool press = type == QEvent::MouseButtonPress || type == QEvent::MouseButtonDblClick
        || type == QEvent::KeyPress || type == QEvent::TouchBegin;
    if (m_waiting && press && type != QEvent::KeyPress)
        return true;
    if (m_waiting && press) {
        event->ignore();
        return false;
    }
    return PaintedButton::event(event);
}

KeyButton::Kind KeyButton::shownKind() const
{
    if (!isEnabled() && m_kind != Kind::Quiet)
        return Kind::Nothing;
    return isChecked() ? Kind::Accent : m_kind;
}

namespace {
/// Faces of the kinds that differ from a plain key.
void colourFilled(Face &face, const QColor &fill, const QColor &edge)
{
    face.fill = fill;
    face.border = edge;
    face.edge = edge;
}

void outline(Face &face, const QColor &fill, const QColor &border, qreal width)
{
    face.fill = fill;
    face.border = border;
    face.borderWidth = width;
    face.edge = QColor();
}
}

Face KeyButton::face() const
{
    const Theme &t = theme();
    Face face = keyFace(t);
    face.pressed = isDown();
    const auto pick = [&face](const QColor &up, const QColor &down) {
        return face.pressed ? down : up;
    };
    switch (shownKind()) {
    case Kind::Plain:
    case Kind::Danger:
        face.fill = pick(t.color(Role::Raised), t.color(Role::Sunk));
        break;
    case Kind::Accent:
        colourFilled(face, pick(t.color(Role::Accent), t.color(Role::Accent).darker(118)),
                     t.color(Role::Accent).darker(130));
        break;
    case Kind::Pay:
        colourFilled(face, t.color(Role::Pay), t.color(Role::PayEdge));
        if (face.pressed || t.isContrast())
            outline(face, t.color(Role::Pay), t.color(face.pressed ? Role::PayEdge : Role::OnPay),
                    3);
        break;
    case Kind::PayOutline:
        outline(face, pick(t.color(Role::Surface), t.color(Role::OkTint)), t.color(Role::Pay), 3);
        break;
    case Kind::Quiet:
        outline(face, pick(Qt::transparent, t.color(Role::TabIdle)), t.color(Role::QuietLine), 2);
        break;
    case Kind::Banner:
        outline(face, pick(t.color(Role::BannerTint), t.color(Role::Count)),
                t.color(Role::BannerLine), 2);
        break;
    case Kind::Nothing:
        outline(face, Qt::transparent, t.color(Role::Line), 2);
        face.dashed = true;
        break;
    case Kind::Flat:
        outline(face, pick(Qt::transparent, t.color(Role::AccentTint)), {}, 0);
        break;
    }
    return face;
}

QColor KeyButton::textColor() const
{
    switch (shownKind()) {
    case Kind::Accent:
        return theme().color(Role::OnAccent);
    case Kind::Pay:
        return theme().color(Role::OnPay);
    case Kind::PayOutline:
        return theme().color(Role::Pay);
    case Kind::Danger:
        return theme().color(Role::Danger);
    case Kind::Quiet:
        return theme().color(isEnabled() ? Role::SlateInk : Role::Quiet);
    case Kind::Banner:
        return theme().color(Role::Banner);
    case Kind::Nothing:
        return theme().color(Role::Ink2);
    case Kind::Plain:
    case Kind::Flat:
        break;
    }
    return theme().color(Role::Ink);
}

void KeyButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Face shown = face();
    paintFace(painter, rect(), shown);
    painter.translate(0, pressedDrop(shown));
    const QColor color = textColor();
    painter.setPen(color);
    const bool beside = m_place == IconPlace::Left;
    const Qt::Alignment side = beside && m_side == ContentSide::Start && m_second.isEmpty()
        ? Qt::AlignLeft
        : Qt::AlignHCenter;
    m_layout.text.paint(painter, m_layout.textBox, side | Qt::AlignVCenter);
    m_layout.second.paint(painter, m_layout.secondBox, side | Qt::AlignVCenter);
    if (!m_layout.icon.isEmpty() && !m_saysMoment) {
        const QColor tint = shownKind() == Kind::Flat ? theme().color(Role::Accent) : color;
        painter.drawPixmap(
            m_layout.icon.topLeft(),
            theme().icon(m_icon, tint, qRound(m_layout.icon.width()), devicePixelRatioF()));
    }
    if (shownKind() == Kind::Plain)
        painter.setPen(theme().color(Role::Ink2));
    m_layout.value.paint(painter, m_layout.valueBox, Qt::AlignLeft | Qt::AlignVCenter);
}
