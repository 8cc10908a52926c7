#include "field_frame.h"

#include "face.h"
#include "name_layout.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QPainter>
#include <QPalette>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

FieldFrame::FieldFrame(const Theme &theme, Ground ground, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ground(ground)
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
    QPalette colours = m_theme.palette();
    if (m_ground == Ground::Slate) {
        colours.setColor(QPalette::Text, m_theme.color(Role::SlateInk));
        colours.setColor(QPalette::PlaceholderText, m_theme.color(Role::Slate2));
    }
    m_edit->setPalette(colours);
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
        const QFontMetricsF metrics(unitFont());
        right += std::ceil(metrics.horizontalAdvance(m_unit)) + m_theme.unit(2);
    }
    m_edit->setGeometry(
        QRectF(rect()).adjusted(left, 3, -right, -3).toRect()); // Clear of the border.
    fitPlaceholder();
}

/// Shown whole or not at all: it is never the only label.
void FieldFrame::fitPlaceholder()
{
    if (!m_edit->placeholderText().isEmpty())
        m_placeholder = m_edit->placeholderText();
    const int room = m_edit->width() - m_theme.unit(2);
    const bool fits = m_edit->fontMetrics().horizontalAdvance(m_placeholder) <= room;
    m_edit->setPlaceholderText(fits ? m_placeholder : QString());
}

void FieldFrame::resizeEvent(QResizeEvent *)
{
    arrange();
}

void FieldFrame::mousePressEvent(QMouseEvent *)
{
    m_edit->setFocus(Qt::MouseFocusReason);
}

QFont FieldFrame::unitFont() const
{
    return m_ground == Ground::Slate ? m_theme.font(Style::Caption, Weight::Bold)
                                     : m_theme.font(Style::Line);
}

Face FieldFrame::face() const
{
    const bool slate = m_ground == Ground::Slate;
    Face face {.fill = m_theme.color(slate ? Role::SearchGround : Role::Surface),
               .border = m_theme.color(slate ? Role::SearchLine : Role::Ink2),
               .borderWidth = slate ? qreal(m_theme.line()) : 2.0,
               .radius = qreal(m_theme.radius())};
    if (m_state == State::Locked) {
        face.fill = m_theme.color(Role::Sunk);
        face.dashed = true;
    } else if (m_state == State::Wrong) {
        face.border = m_theme.color(Role::Danger);
        face.borderWidth = 3;
    } else if (m_edit->hasFocus()) {
        const Role strong = slate ? Role::SlateInk : Role::Ink;
        face.border = m_theme.color(m_theme.showsFocus() ? Role::Focus : strong);
        face.borderWidth = slate ? 2 : 3;
    }
    return face;
}

void FieldFrame::paintUnit(QPainter &painter, qreal right) const
{
    if (m_unit.isEmpty())
        return;
    painter.setFont(unitFont());
    painter.setPen(m_theme.color(ink()));
    const QRectF all(0, 0, right, height());
    paintLine(painter, all, Qt::AlignRight, m_unit);
    if (m_ground == Ground::Page)
        return;
    const qreal space = m_theme.unit(1.5);
    const qreal words = QFontMetricsF(unitFont()).horizontalAdvance(m_unit);
    const qreal high = std::round(unitFont().pixelSize() * 1.4);
    paintFace(painter,
              {right - words - space, std::round((height() - high) / 2), words + 2 * space, high},
              {.fill = QBrush(Qt::transparent),
               .border = m_theme.color(Role::SearchLine),
               .radius = qreal(m_theme.unit(1))});
}

void FieldFrame::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFace(painter, rect(), face());
    const int side = iconSide();
    const qreal top = std::round((height() - side) / 2.0);
    const auto icon = [&](const QString &name, Role role) {
        return m_theme.icon(name, m_theme.color(role), side, devicePixelRatioF());
    };
    qreal right = width() - padding();
    if (!m_icon.isEmpty())
        painter.drawPixmap(QPointF(padding(), top), icon(m_icon, ink()));
    if (!rightIcon().isEmpty()) {
        painter.drawPixmap(QPointF(right - side, top), icon(rightIcon(), Role::Ink));
        right -= side + m_theme.unit(2);
    }
    paintUnit(painter, right);
}
