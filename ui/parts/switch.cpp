#include "switch.h"

#include "face.h"
#include "name_layout.h"
#include "theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

Switch::Switch(const Theme &theme, const QString &name, QWidget *parent)
    : PaintedButton(theme, name, parent)
{
    setCheckable(true);
}

QString Switch::word() const
{
    return isChecked() ? tr("Yes") : tr("No");
}

QSize Switch::sizeHint() const
{
    const QFontMetrics metrics(theme().font(Style::Line, Weight::Bold));
    const int words =
        std::max(metrics.horizontalAdvance(tr("Yes")), metrics.horizontalAdvance(tr("No")));
    return {theme().unit(24) + words + 1, theme().unit(16)};
}

QRectF Switch::track() const
{
    const qreal height = theme().unit(12);
    return {0, (rect().height() - height) / 2, double(theme().unit(20)), height};
}

RingShaped::Shape Switch::ringShape() const
{
    return {.rect = track(), .radius = track().height() / 2};
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF frame = track();
    const QColor strong = theme().color(isChecked() ? Role::Ok : Role::Ink2);
    paintFace(painter, frame,
              {.fill = isChecked() ? strong : theme().color(Role::Sunk),
               .border = strong,
               .borderWidth = 2,
               .radius = frame.height() / 2});
    const qreal side = frame.height() - 2.0 * theme().unit(1);
    const qreal inset = theme().unit(1);
    QRectF knob(frame.x() + inset, frame.y() + inset, side, side);
    if (isChecked())
        knob.moveRight(frame.right() - inset);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme().color(Role::Raised) : strong);
    painter.drawEllipse(knob);
    if (isChecked()) {
        const int icon = qRound(side * 0.7);
        painter.drawPixmap(knob.center() - QPointF(icon, icon) / 2,
                           theme().icon(QStringLiteral("check"), strong, icon, devicePixelRatioF(),
                                        Stroke::Strong));
    }
    painter.setPen(theme().color(Role::Ink));
    painter.setFont(theme().font(Style::Line, Weight::Bold));
    paintLine(painter, QRectF(frame.right() + theme().unit(4), 0, rect().width(), rect().height()),
              Qt::AlignLeft, word());
}
