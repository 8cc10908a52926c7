#include "field_frame.h"

#include "face.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

FieldFrame::FieldFrame(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_edit(new QLineEdit(this))
{
    m_edit->setProperty("part", u"inner"_s);
    m_edit->setFrame(false);
    m_edit->installEventFilter(this);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { dress(); });
    connect(&theme.keyboard(), &KeyboardUse::changed, this, [this] { update(); });
    dress();
}

void FieldFrame::setState(State state)
{
    m_state = state;
    m_edit->setReadOnly(state == State::Locked);
    dress();
}

void FieldFrame::setUnit(const QString &unit)
{
    m_unit = unit;
    arrange();
    update();
}

void FieldFrame::setIconName(const QString &icon)
{
    m_icon = icon;
    arrange();
    update();
}

void FieldFrame::setTextStyle(Style style, Weight weight)
{
    m_style = style;
    m_weight = weight;
    dress();
}

QSize FieldFrame::sizeHint() const
{
    const int text = qRound(m_theme.textPx(m_style) * 1.6);
    return {m_theme.unit(60), std::max(m_theme.unit(16), text)};
}

bool FieldFrame::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut
        || event->type() == QEvent::EnabledChange)
        update();
    return false;
}

void FieldFrame::dress()
{
    m_edit->setFont(m_theme.font(m_style, m_weight));
    updateGeometry();
    arrange();
    update();
}

QString FieldFrame::rightIcon() const
{
    return m_state == State::Locked ? u"lock"_s : QString();
}

int FieldFrame::iconSide() const
{
    return m_theme.iconPx();
}

void FieldFrame::arrange()
{
    qreal left = padding();
    qreal right = padding();
    if (!m_icon.isEmpty())
        left += iconSide() + m_theme.unit(2);
    if (!rightIcon().isEmpty())
        right += iconSide() + m_theme.unit(2);
    if (!m_unit.isEmpty()) {
        const QFontMetricsF metrics(m_theme.font(Style::Line));
        right += std::ceil(metrics.horizontalAdvance(m_unit)) + m_theme.unit(2);
    }
    m_edit->setGeometry(
        QRectF(rect()).adjusted(left, 3, -right, -3).toRect()); // Clear of the border.
}

void FieldFrame::resizeEvent(QResizeEvent *)
{
    arrange();
}

void FieldFrame::mousePressEvent(QMouseEvent *)
{
    m_edit->setFocus(Qt::MouseFocusReason);
}

void FieldFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool focused = m_edit->hasFocus();
    Face face {.fill = m_theme.color(Role::Surface),
               .border = m_theme.color(Role::Ink2),
               .borderWidth = 2,
               .radius = qreal(m_theme.radius())};
    if (m_state == State::Locked) {
        face.fill = m_theme.color(Role::Sunk);
        face.dashed = true;
    } else if (m_state == State::Wrong) {
        face.border = m_theme.color(Role::Danger);
        face.borderWidth = 3;
    } else if (focused) {
        face.border = m_theme.color(m_theme.showsFocus() ? Role::Focus : Role::Ink);
        face.borderWidth = 3;
    }
    paintFace(painter, rect(), face);
    const int side = iconSide();
    const qreal top = std::round((height() - side) / 2.0);
    const auto icon = [&](const QString &name, Role role) {
        return m_theme.icon(name, m_theme.color(role), side, devicePixelRatioF());
    };
    qreal right = width() - padding();
    if (!m_icon.isEmpty())
        painter.drawPixmap(QPointF(padding(), top), icon(m_icon, Role::Ink2));
    if (!rightIcon().isEmpty()) {
        painter.drawPixmap(QPointF(right - side, top), icon(rightIcon(), Role::Ink));
        right -= side + m_theme.unit(2);
    }
    painter.setFont(m_theme.font(Style::Line));
    painter.setPen(m_theme.color(Role::Ink2));
    painter.drawText(QRectF(0, 0, right, height()), Qt::AlignRight | Qt::AlignVCenter, m_unit);
}
