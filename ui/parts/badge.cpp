#include "badge.h"

#include "accessible_parts.h"
#include "face.h"
#include "name_layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
/// How a kind looks: colours by role, and its icon.
struct BadgeLook {
    Role fill;
    Role ink;
    Role border;
    QString icon;
};

BadgeLook lookOf(BadgeKind kind)
{
    switch (kind) {
    case BadgeKind::Low:
        return {Role::BannerTint, Role::Low, Role::BannerLine, u"warning"_s};
    case BadgeKind::SoldOut:
        return {Role::Danger, Role::OnDanger, Role::Danger, u"cross"_s};
    case BadgeKind::Allergen:
        return {Role::Surface, Role::Ink, Role::Ink2, u"nut"_s};
    case BadgeKind::NotRecorded:
        return {Role::Surface, Role::Ink, Role::Ink2, u"info"_s};
    case BadgeKind::Ok:
        return {Role::OkTint, Role::Ok, Role::Ok, u"check"_s};
    case BadgeKind::Info:
        return {Role::InfoTint, Role::Info, Role::Info, u"clock"_s};
    case BadgeKind::Warn:
        return {Role::WarnTint, Role::Warn, Role::Warn, u"warning"_s};
    case BadgeKind::Danger:
        break;
    }
    return {Role::DangerTint, Role::Danger, Role::Danger, u"warning"_s};
}

/// Measures of the pieces, in pixels.
struct BadgeMeasure {
    QFont font;
    qreal height = 0;
    qreal padding = 0;
    qreal icon = 0;
    qreal gap = 0;
    qreal text = 0;
    qreal width() const { return 2 * padding + icon + gap + text; }
};

BadgeMeasure measured(const Theme &theme, const Badge &badge)
{
    BadgeMeasure measure {.font = theme.font(Style::Caption, Weight::Bold)};
    const qreal em = measure.font.pixelSize();
    measure.height = std::max(std::round(theme.px(4.6)), std::round(em * 1.35));
    measure.padding = std::round(em * (badge.kind == BadgeKind::Allergen ? 0.45 : 0.6));
    measure.text = std::ceil(QFontMetricsF(measure.font).horizontalAdvance(badge.text));
    if (badge.icon == BadgeIcon::Shown) {
        measure.icon = std::round(em * 1.15);
        measure.gap = std::round(em * 0.3);
    }
    return measure;
}

Face faceOf(const Theme &theme, const Badge &badge, const BadgeLook &look, qreal height)
{
    const bool square = badge.kind == BadgeKind::Allergen || badge.kind == BadgeKind::NotRecorded;
    return {.fill = theme.color(look.fill),
            .border = theme.color(look.border),
            .borderWidth = 1.5,
            .radius = square ? theme.unit(1.5) : height / 2,
            .dashed = badge.kind == BadgeKind::NotRecorded};
}

QFont pillFont(const Theme &theme)
{
    return theme.font(Style::LineSum, Weight::Black);
}
}

QSizeF badgeSize(const Theme &theme, const Badge &badge)
{
    const BadgeMeasure measure = measured(theme, badge);
    return {measure.width(), measure.height};
}

void paintBadge(QPainter &painter, const Theme &theme, const QRectF &rect, const Badge &badge)
{
    const BadgeMeasure measure = measured(theme, badge);
    const BadgeLook look = lookOf(badge.kind);
    const QRectF shape(rect.topLeft(), QSizeF(measure.width(), measure.height));
    paintFace(painter, shape, faceOf(theme, badge, look, measure.height));
    const QColor ink = theme.color(look.ink);
    if (badge.icon == BadgeIcon::Shown) {
        const QString name = badge.iconName.isEmpty() ? look.icon : badge.iconName;
        const qreal dpr = painter.device()->devicePixelRatioF();
        painter.drawPixmap(
            QPointF(shape.x() + measure.padding, std::round(shape.center().y() - measure.icon / 2)),
            theme.icon(name, ink, int(measure.icon), dpr, Stroke::Strong));
    }
    painter.setPen(ink);
    painter.setFont(measure.font);
    paintLine(painter, shape.adjusted(measure.padding + measure.icon + measure.gap, 0, 0, 0),
              Qt::AlignLeft, badge.text);
}

QSizeF pillSize(const Theme &theme, const QString &text)
{
    const QFont font = pillFont(theme);
    const qreal height = std::round(font.pixelSize() * 1.5);
    return {std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + height * 0.8, height};
}

void paintPill(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text)
{
    paintFace(painter, rect, {.fill = theme.color(Role::Ink), .radius = rect.height() / 2});
    painter.setPen(theme.color(Role::Surface));
    painter.setFont(pillFont(theme));
    paintLine(painter, rect, Qt::AlignHCenter, text);
}

void paintCount(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &text)
{
    paintFace(painter, rect, {.fill = theme.color(Role::Count), .radius = rect.height() / 2});
    painter.setPen(theme.color(Role::OnCount));
    painter.setFont(theme.font(Style::Caption, Weight::Black));
    paintLine(painter, rect, Qt::AlignHCenter, text);
}

BadgeLabel::BadgeLabel(const Theme &theme, const Badge &badge, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    installAccessibleParts();
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setBadge(badge);
    connect(&theme, &Theme::changed, this, [this] { setBadge(m_badge); });
}

void BadgeLabel::setBadge(const Badge &badge)
{
    m_badge = badge;
    setAccessibleName(badge.text);
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return badgeSize(m_theme, m_badge).toSize();
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(painter, m_theme, rect(), m_badge);
}
