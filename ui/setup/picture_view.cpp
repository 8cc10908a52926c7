#include "picture_view.h"

#include "theme.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {
constexpr qreal sideMm = 26;
constexpr qreal iconMm = 13;
}

PictureView::PictureView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"pictureView"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PictureView::setPicture(const QPixmap &picture)
{
    m_picture = picture;
    update();
}

QSize PictureView::sizeHint() const
{
    const int side = qRound(m_theme.px(sideMm));
    return {side, side};
}

void PictureView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath frame;
    frame.addRoundedRect(rect(), m_theme.radius(), m_theme.radius());
    painter.setClipPath(frame);
    painter.fillRect(rect(), m_theme.color(Role::Sunk));
    if (hasPicture()) {
        painter.drawPixmap(rect(), m_picture);
        return;
    }
    const int side = qRound(m_theme.px(iconMm));
    painter.drawPixmap(
        (width() - side) / 2, (height() - side) / 2,
        m_theme.icon(u"plate"_s, m_theme.color(Role::Ink2), side, devicePixelRatioF()));
}
