#include "rail_key.h"

#include "face.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace {
qreal underIcon(const Theme &theme)
{
    return std::round(theme.px(0.6));
}
}

RailKey::RailKey(const Theme &theme, const QString &name, const QString &icon, CategoryKey category,
                 QWidget *parent)
    : PaintedButton(theme, name, parent)
    , m_icon(icon)
    , m_category(category)
{
    setCheckable(true);
    setAutoExclusive(true);
    setActsOnPress(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void RailKey::setGridSide(GridSide side)
{
    m_side = side;
    rearrange();
}

void RailKey::setCategory(const QString &name, const QString &icon, CategoryKey category)
{
    setText(name);
    m_icon = icon;
    m_category = category;
    rearrange();
}

void RailKey::setIconAllowed(bool allowed)
{
    m_iconAllowed = allowed;
    rearrange();
}

QSize RailKey::sizeHint() const
{
    const bool wide = theme().frame() == FrameClass::Wide;
    return {qRound(wide ? theme().unit(40) : theme().px(27.3)), theme().unit(wide ? 23.25 : 21.3)};
}

/// The key at rest; the open one fills the widget.
QRectF RailKey::shape() const
{
    const QRectF all(rect());
    const qreal gap = theme().gap();
    return m_side == GridSide::Right ? all.adjusted(0, 0, -gap, 0) : all.adjusted(gap, 0, 0, 0);
}

qreal RailKey::iconSide() const
{
    return std::round(theme().px(6.6));
}

void RailKey::layOut(IconAt place, int px)
{
    const QRectF key = shape();
    const bool beside = place == IconAt::Beside;
    const qreal space = theme().unit(beside ? 3 : 1);
    const qreal width =
        key.width() - (beside ? iconSide() + 2.5 * space + theme().unit(1) : 2 * space);
    m_iconAt = place;
    m_name = layOutName(text(), Theme::resized(theme().font(Style::Body, Weight::Bold), px), width);
    const qreal above = place == IconAt::Above ? iconSide() + underIcon(theme()) : 0;
    if (above + m_name.height() > key.height() - theme().edge())
        m_name.fits = false;
}

/// A little smaller at most.
bool RailKey::tryPlace(IconAt place)
{
    const int px = theme().textPx(Style::Body);
    constexpr std::array shares {1.0, 0.95, 0.9, 0.85, 0.8};
    return std::ranges::any_of(shares, [&](double share) {
        layOut(place, qRound(px * share));
        return m_name.fits;
    });
}

/// A name that is too long beside its icon stands under it; large text goes without the icon.
void RailKey::arrange()
{
    const bool wide = theme().frame() == FrameClass::Wide;
    if (m_iconAllowed && ((wide && tryPlace(IconAt::Beside)) || tryPlace(IconAt::Above)))
        return;
    if (tryPlace(IconAt::Nowhere))
        return;
    for (int px = theme().textPx(Style::Body); !m_name.fits && px >= leastTextPx; --px)
        layOut(IconAt::Nowhere, px);
}

void RailKey::paintContent(QPainter &painter, const QRectF &key) const
{
    const CategoryLook look = theme().category(m_category);
    const QColor tint = isChecked() ? look.onStrong : look.strong;
    const QPixmap icon = theme().icon(m_icon, tint, int(iconSide()), devicePixelRatioF());
    painter.setPen(isChecked() ? look.onStrong : theme().color(Role::Ink));
    const QRectF inner = key.adjusted(0, 0, 0, -theme().edge());
    if (m_iconAt == IconAt::Nowhere) {
        m_name.paint(painter, inner, Qt::AlignHCenter | Qt::AlignVCenter);
        return;
    }
    if (m_iconAt == IconAt::Beside) {
        const qreal space = theme().unit(3);
        painter.drawPixmap(QPointF(key.x() + space, inner.center().y() - iconSide() / 2), icon);
        const qreal x = key.x() + 2 * space + iconSide();
        m_name.paint(painter, {x, inner.y(), key.right() - x, inner.height()},
                     Qt::AlignLeft | Qt::AlignVCenter);
        return;
    }
    const qreal space = underIcon(theme());
    const qreal height = iconSide() + space + m_name.height();
    const qreal top = std::round(inner.y() + (inner.height() - height) / 2);
    painter.drawPixmap(QPointF(std::round(inner.center().x() - iconSide() / 2), top), icon);
    m_name.paint(painter, {key.x(), top + iconSide() + space, key.width(), m_name.height()},
                 Qt::AlignHCenter | Qt::AlignTop);
}

void RailKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const CategoryLook look = theme().category(m_category);
    Face face = keyFace(theme());
    face.edge = look.strong;
    face.pressed = isDown() && !isChecked();
    if (!isChecked()) {
        paintFace(painter, shape(), face);
        painter.translate(0, pressedDrop(face));
        paintContent(painter, shape());
        return;
    }
    face.fill = look.strong;
    face.border = QColor();
    face.edge = QColor();
    // The corners at the grid's side lie beyond the widget, so that side is straight.
    const qreal beyond = face.radius;
    const QRectF all(rect());
    paintFace(painter,
              m_side == GridSide::Right ? all.adjusted(0, 0, beyond, 0)
                                        : all.adjusted(-beyond, 0, 0, 0),
              face);
    paintContent(painter, shape());
}
