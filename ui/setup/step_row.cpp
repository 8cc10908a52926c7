#include "step_row.h"

#include "theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

StepRow::StepRow(const Theme &theme, const QStringList &names, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_names(names)
{
    setStep(0);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StepRow::setStep(int step)
{
    m_step = step;
    setAccessibleName(step < m_names.size() ? tr("Page %1 of %2").arg(step + 1).arg(m_names.size())
                                            : tr("Done"));
    update();
}

qreal StepRow::circle() const
{
    return std::ceil(m_theme.textPx(Style::Body) * 1.7);
}

QSize StepRow::sizeHint() const
{
    const QFontMetricsF metrics(m_theme.font(Style::Body, Weight::Bold));
    qreal width = 0;
    for (const QString &name : m_names)
        width += circle() + m_theme.unit(9) + std::ceil(metrics.horizontalAdvance(name));
    return {int(width), int(circle())};
}

void StepRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = circle();
    const qreal top = (height() - side) / 2;
    qreal x = 0;
    for (int i = 0; i < m_names.size(); ++i) {
        const bool reached = i <= m_step;
        const QRectF mark(x, top, side, side);
        painter.setPen(QPen(m_theme.color(reached ? Role::Accent : Role::Ink2), 2));
        painter.setBrush(reached ? QBrush(m_theme.color(Role::Accent)) : QBrush());
        painter.drawEllipse(mark.adjusted(1, 1, -1, -1));
        const QColor ink = m_theme.color(reached ? Role::OnAccent : Role::Ink2);
        painter.setPen(ink);
        painter.setFont(m_theme.font(Style::Body, Weight::Bold));
        const int icon = int(side * 0.6);
        if (i < m_step)
            painter.drawPixmap(
                mark.center() - QPointF(icon, icon) / 2,
                m_theme.icon(u"check"_s, ink, icon, devicePixelRatioF(), Stroke::Strong));
        else
            painter.drawText(mark, Qt::AlignCenter, QLocale().toString(i + 1));
        x += side + m_theme.unit(2);
        painter.setFont(m_theme.font(Style::Body, i == m_step ? Weight::Bold : Weight::Regular));
        painter.setPen(m_theme.color(i == m_step ? Role::Ink : Role::Ink2));
        const QFontMetricsF metrics(m_theme.font(Style::Body, Weight::Bold));
        const qreal width = std::ceil(metrics.horizontalAdvance(m_names.at(i)));
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         m_names.at(i));
        x += width + m_theme.unit(7);
    }
}
