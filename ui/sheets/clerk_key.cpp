#include "clerk_key.h"

#include "face.h"

#include <QPainter>

#include <algorithm>

namespace {
constexpr qreal circleMm = 9;
constexpr qreal widthMm = 44;
constexpr qreal heightMm = 18;
constexpr int slateBorderPx = 2;
}

ClerkKey::ClerkKey(const Theme &theme, const ClerkFace &face, Ground ground, QWidget *parent)
    : PaintedButton(theme, face.name, parent)
    , m_face(face)
    , m_ground(ground)
{
    setAccessibleName(face.name);
    setAccessibleDescription(face.sum);
}

QSize ClerkKey::sizeHint() const
{
    const int words = theme().textPx(Style::Tile) * 2 + theme().textPx(Style::Body) * 2;
    return {qRound(theme().px(widthMm)), std::max(qRound(theme().px(heightMm)), words)};
}

QRectF ClerkKey::circle() const
{
    const qreal side = theme().px(circleMm);
    return {qreal(theme().unit(4)), (height() - theme().edge() - side) / 2, side, side};
}

QRectF ClerkKey::words() const
{
    const qreal left = circle().right() + theme().unit(4);
    return {left, 0, width() - left - theme().unit(3), qreal(height() - theme().edge())};
}

void ClerkKey::arrange()
{
    const qreal width = words().width();
    const QFont font = theme().font(Style::Tile);
    m_name = layOutName(m_face.name, font, width);
    for (int px = font.pixelSize() - 1; !m_name.fits && px >= leastTextPx; --px)
        m_name = layOutName(m_face.name, Theme::resized(font, px), width);
    m_second = {};
    if (!m_face.sum.isEmpty())
        m_second = layOutName(m_face.sum, theme().font(Style::Body), width);
}

void ClerkKey::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const bool slate = m_ground == Ground::Slate;
    Face face = keyFace(theme());
    face.pressed = isDown();
    if (face.pressed)
        face.fill = theme().color(Role::Sunk);
    if (slate) {
        face.fill = theme().color(isDown() ? Role::Slate : Role::TabIdle);
        face.border = theme().color(Role::QuietLine);
        face.borderWidth = slateBorderPx;
        face.edge = QColor();
    }
    paintFace(painter, rect(), face);
    painter.translate(0, pressedDrop(face));
    paintClerkMark(painter, theme(), circle(), m_face);
    QRectF box = words();
    box.setTop((box.height() - m_name.height() - m_second.height()) / 2);
    painter.setPen(theme().color(slate ? Role::SlateInk : Role::Ink));
    m_name.paint(painter, box);
    painter.setPen(theme().color(slate ? Role::Slate2 : Role::Ink2));
    m_second.paint(painter, box.adjusted(0, m_name.height(), 0, 0));
}
