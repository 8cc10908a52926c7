#include "fitted_text.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace {
/// The smallest a style may become: four fifths of its size without a larger text setting.
int leastPx(const Theme &theme, Style style)
{
    const auto *const row = std::ranges::find(typeRows, style, &TypeRow::style);
    return std::max(leastTextPx, int(std::lround(theme.px(row->mm) * 0.8)));
}
}

FittedText::FittedText(const Theme &theme, Style style, Lines lines, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_style(style)
    , m_lines(lines)
{
    setTextFormat(Qt::PlainText);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void FittedText::setLook(Style style, Weight weight)
{
    m_style = style;
    m_weight = weight;
    update();
}

void FittedText::setRole(Role role)
{
    m_role = role;
    update();
}

void FittedText::setIconName(const QString &icon)
{
    m_icon = icon;
    update();
}

int FittedText::flags() const
{
    const int side = int(alignment() & (Qt::AlignHorizontal_Mask | Qt::AlignVertical_Mask));
    return side | (m_lines == Lines::Many ? Qt::TextWordWrap : Qt::TextSingleLine);
}

int FittedText::iconSide() const
{
    return int(std::lround(m_theme.textPx(m_style) * 1.25));
}

int FittedText::iconRoom() const
{
    return m_icon.isEmpty() ? 0 : iconSide() + m_theme.unit(2);
}

QRect FittedText::words() const
{
    return rect().adjusted(iconRoom(), 0, 0, 0);
}

bool FittedText::fits(const QFont &font) const
{
    const QRect box = words();
    const QFontMetrics metrics(font);
    if (m_lines == Lines::One)
        return metrics.horizontalAdvance(text()) <= box.width()
            && metrics.ascent() <= box.height(); // Descenders may hang out of a tight line.
    const QRect needed =
        metrics.boundingRect(QRect(0, 0, box.width(), box.height()), flags(), text());
    return needed.width() <= box.width() && needed.height() <= box.height();
}

QFont FittedText::fittedFont() const
{
    QFont font = ownFont();
    const int least = leastPx(m_theme, m_style);
    while (font.pixelSize() > least && !fits(font))
        font = Theme::resized(font, font.pixelSize() - 1);
    return font;
}

bool FittedText::textFits() const
{
    return text().isEmpty() || fits(fittedFont());
}

int FittedText::heightFor(int width) const
{
    const QFontMetrics metrics(ownFont());
    const QRect room(0, 0, std::max(1, width - iconRoom()), 1 << 20);
    return std::max(metrics.boundingRect(room, flags(), text()).height(),
                    m_icon.isEmpty() ? 0 : iconSide());
}

int FittedText::widthAlone() const
{
    return QFontMetrics(ownFont()).horizontalAdvance(text()) + iconRoom() + 2;
}

void FittedText::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const QColor ink = m_theme.color(m_role);
    if (!m_icon.isEmpty()) {
        const qreal top = std::round((height() - iconSide()) / 2.0);
        painter.drawPixmap(QPointF(0, top),
                           m_theme.icon(m_icon, ink, iconSide(), devicePixelRatioF()));
    }
    painter.setFont(fittedFont());
    painter.setPen(ink);
    painter.drawText(words(), flags() | Qt::TextDontClip, text());
}
