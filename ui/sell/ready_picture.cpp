#include "ready_picture.h"

#include <QPainter>

namespace {
constexpr qreal bagMm = 15;
constexpr qreal sideMm = 8;
}

ReadyPicture::ReadyPicture(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Ready for the next sale"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ReadyPicture::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const int side = qRound(m_theme.px(bagMm));
    const int pad = qRound(m_theme.px(sideMm));
    const QRect text = rect().adjusted(pad, 0, -pad, 0);
    const QString first = tr("Ready for the next sale");
    const QString second = tr("Scan, type or tap any category.");
    const QFont heavy = Theme::resized(m_theme.font(Style::Head), m_theme.textPx(Style::Price));
    const QFont light = m_theme.font(Style::Line);
    const int flags = Qt::AlignHCenter | Qt::TextWordWrap;
    const int firstHeight = QFontMetrics(heavy).boundingRect(text, flags, first).height();
    const int secondHeight = QFontMetrics(light).boundingRect(text, flags, second).height();
    const int gap = m_theme.unit(3);
    const int whole = side + gap + firstHeight + m_theme.unit(1) + secondHeight;
    int top = (height() - whole) / 2;
    if (top < 0)
        return; // No room: the sum below says enough.
    const QPixmap bag =
        m_theme.icon(QStringLiteral("bag"), m_theme.color(Role::Edge), side, devicePixelRatioF());
    painter.drawPixmap((width() - side) / 2, top, bag);
    top += side + gap;
    painter.setFont(heavy);
    painter.setPen(m_theme.color(Role::Ink));
    painter.drawText(QRect(text.left(), top, text.width(), firstHeight), flags, first);
    top += firstHeight + m_theme.unit(1);
    painter.setFont(light);
    painter.setPen(m_theme.color(Role::Ink2));
    painter.drawText(QRect(text.left(), top, text.width(), secondHeight), flags, second);
}
