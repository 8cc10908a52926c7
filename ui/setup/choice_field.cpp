#include "choice_field.h"

#include "face.h"
#include "theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

ChoiceField::ChoiceField(const Theme &theme, const QString &name, QWidget *parent)
    : PaintedButton(theme, name, parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceField::setWords(const QString &words)
{
    m_words = words;
    setAccessibleDescription(words);
    rearrange();
}

qreal ChoiceField::padding() const
{
    return theme().unit(3.5);
}

QSize ChoiceField::sizeHint() const
{
    const int text = qRound(theme().textPx(Style::Line) * 1.6);
    const int lines = m_layout.lines.size() > 1 ? qRound(m_layout.height()) + theme().unit(3) : 0;
    return {theme().unit(60), std::max({theme().unit(16), text, lines})};
}

void ChoiceField::arrange()
{
    const qreal room = width() - 2 * padding() - theme().iconPx() - theme().unit(2);
    const auto lines = m_layout.lines.size();
    m_layout = layOutName(m_words, theme().font(Style::Line), room);
    if (m_layout.lines.size() != lines)
        updateGeometry();
}

void ChoiceField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool marked = hasFocus() && theme().showsFocus();
    paintFace(painter, rect(),
              {.fill = theme().color(isDown() ? Role::Sunk : Role::Surface),
               .border = theme().color(marked ? Role::Focus : Role::Ink2),
               .borderWidth = marked ? 3.0 : 2.0,
               .radius = qreal(theme().radius())});
    const int side = theme().iconPx();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const qreal iconLeft = mirrored ? padding() : width() - padding() - side;
    painter.drawPixmap(
        QPointF(iconLeft, (height() - side) / 2.0),
        theme().icon(u"down"_s, theme().color(Role::Ink2), side, devicePixelRatioF()));
    painter.setPen(theme().color(Role::Ink));
    QRectF box = QRectF(rect()).adjusted(padding(), 0, -padding(), 0);
    m_layout.paint(painter, box, (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}
