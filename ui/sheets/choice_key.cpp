#include "choice_key.h"

#include "face.h"
#include "theme.h"

#include <QPainter>

#include <algorithm>

namespace {
constexpr qreal heightMm = 12;
constexpr qreal linesHigh = 2.7; // of the text: it may be broken in two
constexpr int chosenBorderPx = 2;
constexpr int chosenBorderContrastPx = 4;
}

ChoiceKey::ChoiceKey(const Theme &theme, const QString &text, QWidget *parent)
    : PaintedButton(theme, text, parent)
{
    setCheckable(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize ChoiceKey::sizeHint() const
{
    const int words = qRound(theme().textPx(Style::Body) * linesHigh);
    return {theme().unit(20), std::max(qRound(theme().px(heightMm)), words)};
}

void ChoiceKey::arrange()
{
    const int beside = theme().unit(1.5);
    const int above = theme().line() + 1;
    const QRectF inner = QRectF(rect()).adjusted(beside, above, -beside, -theme().edge());
    m_layout = layOutKey(theme(), {.text = text(), .font = theme().font(Style::Body, Weight::Bold)},
                         inner);
}

void ChoiceKey::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    Face face = keyFace(theme());
    face.pressed = isDown();
    if (isDown())
        face.fill = theme().color(Role::Sunk);
    if (isChecked()) {
        face.fill = theme().color(Role::AccentTint);
        face.border = theme().color(Role::Ink);
        face.borderWidth = theme().isContrast() ? chosenBorderContrastPx : chosenBorderPx;
        face.edge = QColor();
    }
    paintFace(painter, rect(), face);
    painter.translate(0, isChecked() ? 0 : pressedDrop(face));
    painter.setPen(theme().color(Role::Ink));
    m_layout.text.paint(painter, m_layout.textBox, Qt::AlignHCenter | Qt::AlignVCenter);
}
