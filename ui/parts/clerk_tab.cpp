#include "clerk_tab.h"

#include "face.h"

#include <QPainter>

#include <cmath>

ClerkTab::ClerkTab(const Theme &theme, const ClerkFace &clerk, QWidget *parent)
    : PaintedButton(theme, {}, parent)
{
    setCheckable(true);
    setAutoExclusive(true);
    setActsOnPress(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setClerk(clerk);
}

ClerkTab::ClerkTab(const Theme &theme, const QString &words, QWidget *parent)
    : PaintedButton(theme, words, parent)
{
    m_clerk.name.clear();
}

void ClerkTab::setClerk(const ClerkFace &clerk)
{
    if (m_clerk == clerk && !text().isEmpty())
        return;
    m_clerk = clerk;
    setText(clerk.name);
    setAccessibleName(tr("%1, %2", "clerk, sum of the basket").arg(clerk.name, clerk.sum));
    rearrange();
}

QSize ClerkTab::sizeHint() const
{
    const int height = theme().frame() == FrameClass::Wide ? theme().unit(14) : theme().unit(16);
    return {adds() ? height - theme().unit(1) : qRound(theme().px(35)), height};
}

QRectF ClerkTab::shape() const
{
    return QRectF(rect()).adjusted(0, 2, 0, isChecked() ? 0 : -3);
}

QRectF ClerkTab::circle() const
{
    const qreal side = std::round(theme().px(6.2));
    return {double(theme().unit(2)), shape().center().y() - side / 2, side, side};
}

void ClerkTab::arrange()
{
    if (adds())
        return;
    const qreal width = rect().width() - circle().right() - 2 * theme().unit(1.5);
    QFont name = theme().font(Style::Caption);
    m_name = layOutLine(m_clerk.name, name, width);
    while (!m_name.fits && name.pixelSize() > leastTextPx) {
        name = Theme::resized(name, name.pixelSize() - 1);
        m_name = layOutLine(m_clerk.name, name, width);
    }
    m_sum =
        layOutLine(m_clerk.sum, theme().steppedFont(Style::Price, m_clerk.sum, width, 3.1), width);
    const auto resizeSum = [&](int px) {
        m_sum = layOutLine(m_clerk.sum, Theme::resized(m_sum.font, px), width);
    };
    resizeSum(std::min(m_sum.font.pixelSize(), qRound(theme().px(3.8))));
    while (m_sum.font.pixelSize() > leastTextPx
           && m_name.height() + m_sum.height() > shape().height() - theme().unit(1)) {
        resizeSum(m_sum.font.pixelSize() - 1);
        m_name = layOutLine(m_clerk.name, Theme::resized(m_name.font, m_name.font.pixelSize() - 1),
                            width);
    }
    while (!m_sum.fits && m_sum.font.pixelSize() > leastTextPx)
        resizeSum(m_sum.font.pixelSize() - 1);
}

void ClerkTab::paintGround(QPainter &painter) const
{
    Face face = keyFace(theme());
    face.edge = QColor();
    face.fill = theme().color(isChecked() ? Role::Surface : Role::TabIdle);
    face.border = theme().color(Role::TabLine);
    if (isDown() && !isChecked())
        face.fill = theme().color(Role::SearchLine);
    QRectF ground = shape();
    if (isChecked()) {
        face.border = QColor();
        ground.setBottom(ground.bottom() + face.radius); // Joined to the basket: no lower corners.
    }
    paintFace(painter, ground, face);
}

void ClerkTab::paintClerk(QPainter &painter) const
{
    paintClerkMark(painter, theme(), circle(), m_clerk);
    painter.setPen(theme().color(isChecked() ? Role::Ink : Role::SlateInk));
    const qreal height = m_name.height() + m_sum.height();
    const QRectF box(circle().right() + theme().unit(1.5), shape().center().y() - height / 2,
                     rect().width() - circle().right(), height);
    m_name.paint(painter, box);
    m_sum.paint(painter, box.adjusted(0, m_name.height(), 0, 0));
}

void ClerkTab::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGround(painter);
    if (!adds()) {
        paintClerk(painter);
        return;
    }
    const int side = theme().iconPx();
    const QPixmap plus = theme().icon(QStringLiteral("plus"), theme().color(Role::Slate2), side,
                                      devicePixelRatioF());
    const QPointF centre = shape().center();
    painter.drawPixmap(
        QPointF(std::round(centre.x() - side / 2.0), std::round(centre.y() - side / 2.0)), plus);
}

void paintClerkMark(QPainter &painter, const Theme &theme, const QRectF &circle,
                    const ClerkFace &clerk)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.clerk(clerk.number));
    painter.drawEllipse(circle);
    painter.setPen(theme.color(Role::OnClerk));
    painter.setFont(
        Theme::resized(theme.font(Style::Body, Weight::Black), qRound(circle.height() * 0.55)));
    paintLine(painter, circle, Qt::AlignHCenter, clerk.name.left(1).toUpper());
}
