#include "entry_field.h"

#include "face.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace {
constexpr int barPx = 3;
constexpr qreal leastMm = 3.6; // The size of body text.
}

EntryField::EntryField(const Theme &theme, const QString &name, QWidget *parent)
    : PaintedButton(theme, name, parent)
{
    setCheckable(true);
    setActsOnPress(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EntryField::setContent(const QString &content)
{
    if (m_content == content)
        return;
    m_content = content;
    setAccessibleDescription(content);
    update();
}

void EntryField::setTextStyle(Style style)
{
    m_style = style;
    rearrange();
}

/// A tap chooses it; it takes another field to let go.
void EntryField::nextCheckState()
{
    setChecked(true);
}

QSize EntryField::sizeHint() const
{
    return {theme().unit(60), std::max(qRound(theme().textPx(m_style) * 1.9), theme().unit(16))};
}

QRectF EntryField::inner() const
{
    return QRectF(rect()).adjusted(theme().unit(3), 0, -theme().unit(3) - barPx, 0);
}

QFont EntryField::font() const
{
    return theme().steppedFont(m_style, m_content, inner().width(), leastMm);
}

bool EntryField::textFits() const
{
    const QFontMetricsF metrics(font());
    return metrics.horizontalAdvance(m_content) <= inner().width() && metrics.ascent() <= height();
}

void EntryField::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const bool active = isChecked();
    paintFace(painter, rect(),
              {.fill = theme().color(Role::Surface),
               .border = theme().color(active ? Role::Ink : Role::Ink2),
               .borderWidth = active ? 3.0 : 2.0,
               .radius = qreal(theme().radius())});
    painter.setFont(font());
    painter.setPen(theme().color(Role::Ink));
    painter.drawText(inner(), Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, m_content);
    if (active) {
        const qreal tall = painter.font().pixelSize() * 0.95;
        painter.fillRect(QRectF(inner().right() + 1, (height() - tall) / 2, barPx, tall),
                         theme().color(Role::Accent));
    }
}
