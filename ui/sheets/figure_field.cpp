#include "figure_field.h"

#include "face.h"
#include "name_layout.h"

#include <QFontMetricsF>
#include <QPainter>

namespace {
constexpr qreal leastMm = 4.0;
constexpr int caretPx = 2;
constexpr int borderPx = 2;
}

FigureField::FigureField(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FigureField::show(const QString &text)
{
    m_text = text;
    setAccessibleDescription(text);
    update();
}

QFont FigureField::stepped() const
{
    return m_theme.steppedFont(Style::KeypadKey, m_text, width() - 2 * padding(), leastMm);
}

bool FigureField::textFits() const
{
    return QFontMetricsF(stepped()).horizontalAdvance(m_text) <= width() - 2 * padding();
}

QSize FigureField::sizeHint() const
{
    const int height = qRound(m_theme.textPx(Style::KeypadKey) * 1.3) + 2 * m_theme.unit(1);
    return {qRound(m_theme.px(45)), std::max(height, qRound(m_theme.px(12)))};
}

void FigureField::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    Face face {.fill = m_theme.color(Role::Surface)};
    face.border = m_theme.color(Role::Ink);
    face.borderWidth = borderPx;
    face.radius = m_theme.radius();
    paintFace(painter, rect(), face);
    const QRectF inner = QRectF(rect()).adjusted(padding(), 0, -padding(), 0);
    painter.setFont(stepped());
    painter.setPen(m_theme.color(Role::Ink));
    paintLine(painter, inner, Qt::AlignRight, m_text);
    const qreal high = inner.height() * 0.56;
    painter.fillRect(
        QRectF(inner.right() + m_theme.unit(0.75), inner.center().y() - high / 2, caretPx, high),
        m_theme.color(Role::Accent));
}
